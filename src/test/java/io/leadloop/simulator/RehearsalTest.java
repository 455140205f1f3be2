package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Verifies the examples of the page on rehearsals. */
class RehearsalTest {

  private static final Pattern RULE = Pattern.compile("(?m)^(?:fault| +-d) '(\\{\"on\": .*\\})'");
  private static final Pattern RECEIVER_FAULT =
      Pattern.compile("\\$RECEIVER/faults -d '(\\{.*\\})'");
  private static final Pattern ACTION = Pattern.compile("(?m)^\\| `(\\{.*?\\})` \\|");

  @Test
  void everyRuleAndActionOfThePageIsAccepted() throws IOException {
    String page = Files.readString(Path.of("src/docs/rehearsal.md"));
    List<String> rules = found(RULE, page);
    List<String> actions = found(ACTION, page);
    assertThat(rules).hasSizeGreaterThan(5);
    assertThat(actions).hasSize(12);

    try (RunningOplead running = new RunningOplead(SimulatorSettings.defaults())) {
      FaultCaller faults = FaultCaller.of(running, RunningOplead.TOKEN);
      rules.forEach(faults::script);
      actions.forEach(action -> faults.script(ruleOf(action)));
      assertThat(faults.list()).hasSize(rules.size() + actions.size());
    }
  }

  @Test
  void everyFaultOfAReceiverOnThePageIsAccepted() throws IOException {
    List<String> faults = found(RECEIVER_FAULT, Files.readString(Path.of("src/docs/rehearsal.md")));
    assertThat(faults).hasSize(4);
    try (RunningOplead running = new RunningOplead(SimulatorSettings.defaults())) {
      OpleadCaller caller = new OpleadCaller(running.oplead.receiversUrl(), RunningOplead.TOKEN);
      assertThat(faults)
          .extracting(fault -> caller.post("/demo/faults", fault).statusCode())
          .containsOnly(201);
    }
  }

  private static String ruleOf(String action) {
    boolean ofRequests = Pattern.compile("answer|drop|hang|trickle|flood").matcher(action).find();
    return "{\"on\": \"%s\", \"do\": %s}".formatted(ofRequests ? "any" : "callback", action);
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
