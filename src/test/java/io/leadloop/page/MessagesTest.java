package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.console.ConsoleMessages;
import io.leadloop.console.customer.CustomerMessages;
import io.leadloop.console.lead.LeadMessages;
import io.leadloop.console.provider.ProviderMessages;
import io.leadloop.feedback.event.EventType;
import io.leadloop.lead.LeadState;
import io.leadloop.push.EndpointState;
import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each message exists in each language, with the same parameters. */
class MessagesTest {
  private static final Map<String, Class<?>> BUNDLES =
      Map.of(
          "msg", PageMessages.class,
          "console", ConsoleMessages.class,
          "lead", LeadMessages.class,
          "customer", CustomerMessages.class,
          "provider", ProviderMessages.class);

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

  @Test
  void eachMessageExistsInFrenchWithTheSameParameters() throws IOException {
    for (Map.Entry<String, Class<?>> bundle : BUNDLES.entrySet()) {
      Map<String, String> english =
          Arrays.stream(bundle.getValue().getMethods())
              .collect(
                  Collectors.toMap(
                      Method::getName, method -> method.getAnnotation(Message.class).value()));
      Properties french = french(bundle.getKey());
      assertThat(french.stringPropertyNames())
          .as(bundle.getKey())
          .containsExactlyInAnyOrderElementsOf(english.keySet());
      english.forEach(
          (key, text) ->
              assertThat(parameters(french.getProperty(key)))
                  .as(bundle.getKey() + ":" + key)
                  .isEqualTo(parameters(text)));
    }
  }

  @Test
  void eachStateHasAWord() {
    List<String> console = names(ConsoleMessages.class);
    for (LeadState state : LeadState.values()) {
      assertThat(console).contains("lead_" + state.wireName());
    }
    for (EndpointState state : EndpointState.values()) {
      assertThat(console).contains("endpoint_" + state.wireName());
    }
    assertThat(console)
        .contains(
            "lane_open", "lane_paused", "lane_token_refused", "lane_closed", "lane_half_open");
  }

  @Test
  void eachEventHasAWord() {
    for (EventType event : EventType.values()) {
      assertThat(names(LeadMessages.class))
          .contains("event_" + event.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static List<String> names(Class<?> bundle) {
    return Arrays.stream(bundle.getMethods()).map(Method::getName).toList();
  }

  private static Properties french(String bundle) throws IOException {
    Path file = Path.of("src/main/resources/messages", bundle + "_fr.properties");
    Properties messages = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      messages.load(reader);
    }
    return messages;
  }

  private static TreeSet<String> parameters(String text) {
    return PARAMETER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
