package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.admin.lead.LeadWait;
import io.leadloop.bulk.BulkAction;
import io.leadloop.bulk.BulkOperation;
import io.leadloop.console.ConsoleMessages;
import io.leadloop.console.access.AccessMessages;
import io.leadloop.console.bulk.BulkMessages;
import io.leadloop.console.customer.CustomerMessages;
import io.leadloop.console.endpoint.EndpointMessages;
import io.leadloop.console.feedback.FeedbackMessages;
import io.leadloop.console.form.FormMessages;
import io.leadloop.console.form.ResultMessages;
import io.leadloop.console.lead.LeadListMessages;
import io.leadloop.console.lead.LeadMessages;
import io.leadloop.console.lead.LeadNotice;
import io.leadloop.console.lead.TimelineMessages;
import io.leadloop.console.overview.OverviewMessages;
import io.leadloop.console.provider.ProviderMessages;
import io.leadloop.feedback.event.EventType;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.page.problem.ProblemMessages;
import io.leadloop.page.reference.ReferenceMessages;
import io.leadloop.portal.PortalMessages;
import io.leadloop.portal.connection.ConnectionMessages;
import io.leadloop.portal.customer.CustomerPageMessages;
import io.leadloop.portal.lead.ReconcileMessages;
import io.leadloop.push.DeliveryState;
import io.leadloop.push.EndpointState;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateState;
import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each message exists in each language, with the same parameters. */
class MessagesTest {
  private static final Map<String, Class<?>> BUNDLES =
      Map.ofEntries(
          Map.entry("msg", PageMessages.class),
          Map.entry("problem", ProblemMessages.class),
          Map.entry("reference", ReferenceMessages.class),
          Map.entry("console", ConsoleMessages.class),
          Map.entry("access", AccessMessages.class),
          Map.entry("overview", OverviewMessages.class),
          Map.entry("lead", LeadMessages.class),
          Map.entry("list", LeadListMessages.class),
          Map.entry("connection", ConnectionMessages.class),
          Map.entry("reconcile", ReconcileMessages.class),
          Map.entry("own", CustomerPageMessages.class),
          Map.entry("bulk", BulkMessages.class),
          Map.entry("timeline", TimelineMessages.class),
          Map.entry("customer", CustomerMessages.class),
          Map.entry("provider", ProviderMessages.class),
          Map.entry("endpoint", EndpointMessages.class),
          Map.entry("feedback", FeedbackMessages.class),
          Map.entry("form", FormMessages.class),
          Map.entry("result", ResultMessages.class),
          Map.entry("portal", PortalMessages.class));

  /** Of these, the template shows another message for one. */
  private static final Set<String> ONE_HAS_ANOTHER =
      Set.of(
          "waiting_leads",
          "overdue_hint",
          "will_expire_hint",
          "start_retry",
          "start_release",
          "oplead_fails_hint",
          "leads_refused_hint",
          "undecided_hint");

  private static final Pattern COUNTED =
      Pattern.compile("\\{(\\w+)}\\s+(?:leads|corrections|requests|requêtes|events|événements)\\b");

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

  /** A message that counts has the word for one, unless its template has a message for one. */
  @Test
  void aCountAgreesWithItsNoun() throws IOException {
    for (Map.Entry<String, Class<?>> bundle : BUNDLES.entrySet()) {
      Properties french = french(bundle.getKey());
      for (Method method : bundle.getValue().getMethods()) {
        if (!ONE_HAS_ANOTHER.contains(method.getName())) {
          for (String text :
              List.of(
                  method.getAnnotation(Message.class).value(),
                  french.getProperty(method.getName()))) {
            COUNTED
                .matcher(text)
                .results()
                .forEach(
                    count ->
                        assertThat(text)
                            .as(bundle.getKey() + ":" + method.getName())
                            .contains(count.group(1) + " == '1'"));
          }
        }
      }
    }
  }

  @Test
  void eachStepOfACheckHasAWord() throws IOException {
    Pattern step = Pattern.compile("\\bstep\\(\"([a-z-]+)\"|\"([a-z]+(?:-[a-z]+)+)\"");
    List<String> names =
        Stream.of(
                "kafka/check/AccountProbe",
                "kafka/check/AccountCheck",
                "admin/provider/Certification")
            .map(name -> Path.of("src/main/java/io/leadloop", name + ".java"))
            .flatMap(MessagesTest::lines)
            .flatMap(line -> step.matcher(line).results())
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .distinct()
            .toList();
    assertThat(names).contains("reads-own-topic", "managed-account", "accepted", "on-topic");
    assertThat(names(ResultMessages.class))
        .contains("step_handshake", "step_warning")
        .containsAll(names.stream().map(name -> "step_" + name.replace('-', '_')).toList());
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
  void eachStatusHasAWord() {
    for (StatusCode status : StatusCode.values()) {
      assertThat(names(LeadListMessages.class)).contains("status_" + status.wireName());
    }
  }

  @Test
  void eachBulkOperationHasAWord() {
    for (BulkAction action : BulkAction.values()) {
      assertThat(names(BulkMessages.class))
          .contains(
              "action_" + action.wireName(),
              "start_" + action.wireName(),
              "start_" + action.wireName() + "_one");
    }
    for (BulkOperation.State state : BulkOperation.State.values()) {
      assertThat(names(BulkMessages.class)).contains("state_" + state.wireName());
    }
  }

  @Test
  void eachCodeOfALabelAndEachSourceOfADeadLetterHasAWord() {
    List<String> feedback = names(FeedbackMessages.class);
    for (StatusCode code : StatusCode.values()) {
      if (code != StatusCode.OTHER) {
        assertThat(feedback).contains("code_" + code.wireName());
      }
    }
    for (SetAsideSource source : SetAsideSource.values()) {
      assertThat(feedback).contains("source_" + source.wireName());
    }
    assertThat(feedback).contains("run_running", "run_done", "run_cancelled");
  }

  @Test
  void eachEventHasAWord() {
    for (EventType event : EventType.values()) {
      assertThat(names(LeadMessages.class))
          .contains("event_" + event.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void eachKindOfATimelinesEntryHasAWord() {
    List<String> timeline = names(TimelineMessages.class);
    assertThat(timeline)
        .contains("wait_none_forwarded", "wait_none_rejected", "wait_none_expired")
        .contains("outcome_refused", "outcome_token_refused", "outcome_throttled")
        .contains("change_retry", "change_poll", "change_erase", "change_other")
        .contains("outcome_unavailable", "outcome_absent", "outcome_unknown")
        .containsAll(words("wait_", LeadWait.Reason.values(), LeadWait.Reason::wireName))
        .containsAll(words("delivery_", DeliveryState.values(), DeliveryState::wireName))
        .containsAll(words("document_", DocumentKind.values(), DocumentKind::wireName))
        .containsAll(words("update_", UpdateState.values(), UpdateState::wireName))
        .containsAll(Arrays.stream(LeadNotice.values()).map(LeadNotice::word).toList());
  }

  private static <T> List<String> words(String beginning, T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(value -> beginning + name.apply(value)).toList();
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
