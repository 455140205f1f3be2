package io.leadloop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A format that a command does not print is refused before it does anything. */
class OutputFormatTest {
  private static final String ID = "0198f6a2-7c1e-7000-8000-000000000001";

  @TempDir Path directory;
  @AutoClose private final FakeApi api = new FakeApi();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider create p --name P",
        "provider add-key p",
        "provider rotate-kafka p",
        "provider endpoint rotate p e",
        "key create --name K",
        "customer pause c",
        "session end-all",
        "bulk retry --customer c",
        "reseal",
        "certify p c",
        "reconcile FILE",
        "keyset create FILE",
        "key list",
        "statistics",
        "lead timeline " + ID,
        "lead erase " + ID
      })
  void wrongOutputIsRefusedBeforeAnyCall(String command) throws IOException {
    Map<String, String> environment = CommandRun.environment(api.url());
    assertThat(run(command + " --output csv").status()).isEqualTo(2);
    for (String wrong : new String[] {"csv", "jsno", ""}) {
      environment.put("LEADLOOP_OUTPUT", wrong);
      CommandRun run = CommandRun.of(environment, withFile(command));
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("csv").contains("Usage: leadloop");
    }
    assertThat(api.requests()).isEmpty();
    assertThat(directory.resolve("list")).hasContent("reference\na");
  }

  @Test
  void csvIsForTheListOfLeads() {
    Map<String, String> environment = CommandRun.environment(api.url());
    environment.put("LEADLOOP_OUTPUT", "csv");
    api.answer("GET /admin/v1/leads", 200, "id,state\n1,held\n");
    assertThat(CommandRun.of(environment, "lead list").lines())
        .containsExactly("id,state", "1,held");
    assertThat(run("lead list --output csv").lines()).containsExactly("id,state", "1,held");
    assertThat(CommandRun.of(environment, "key list --output json").status()).isZero();
    assertThat(CommandRun.of(environment, "key list --help").status()).isZero();
  }

  /**
   * @param line with FILE for a list of leads
   */
  private CommandRun run(String line) {
    return CommandRun.of(api.url(), withFile(line));
  }

  private String withFile(String line) {
    try {
      return line.replace(
          "FILE", Files.writeString(directory.resolve("list"), "reference\na").toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
