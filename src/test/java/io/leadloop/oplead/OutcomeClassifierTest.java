package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeClassifierTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final OutcomeClassifier classifier =
      new OutcomeClassifier(TestOpleadConfig.defaults().idPointers(), NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\": 88231}                    | 88231",
        "{\"id\": \"88231\"}                | 88231",
        "{\"leadIdentifier\": \"a-1\"}      | a-1",
        "{\"identifier\": \"a-1\"}          | a-1",
        "{\"lead\": {\"id\": 7}}            | 7",
        "{\"data\": {\"id\": 7}}            | 7",
        "{\"id\": {}, \"data\": {\"id\": 7}} | 7",
        "{\"data\": {\"id\": 7}, \"id\": 8} | 8"
      })
  void anAcceptedLeadHasTheFirstIdThatIsThere(String body, String id) {
    assertThat(classify(201, body)).isEqualTo(new Outcome.Accepted(id));
    assertThat(classify(409, body)).isEqualTo(new Outcome.Accepted(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OK", "{\"id\":null}", "{\"id\":\" \"}", "[]", "{\"id\":"})
  void anAcceptedLeadMayHaveNoReadableId(String body) {
    assertThat(classify(200, body)).isEqualTo(new Outcome.Accepted(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void aRefusalSaysWhyOnOneShortLine(int status) {
    assertThat(classify(status, "{\"message\":\"phone\\n is\\tmissing\"}"))
        .isEqualTo(new Outcome.Refused("Oplead answered " + status + ": phone is missing"));
    assertThat(classify(status, "<html>"))
        .isEqualTo(new Outcome.Refused("Oplead answered " + status));
    Outcome.Refused longOne =
        (Outcome.Refused) classify(status, "{\"message\":\"" + "x".repeat(999) + "\"}");
    assertThat(longOne.reason()).hasSize(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRefusedTokenIsNotARefusedLead(int status) {
    assertThat(classify(status, "")).isInstanceOf(Outcome.TokenRefused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 404, 405, 410, 418, 500, 502, 503, 504})
  void everythingElseMayPass(int status) {
    assertThat(classify(status, ""))
        .isEqualTo(new Outcome.Unavailable("Oplead answered " + status));
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "' 0 ', 0",
    "'Fri, 02 Jan 2026 03:04:35 GMT', 30",
    "'Fri, 02 Jan 2026 03:00:00 GMT', 0"
  })
  void waitingIsToldInSecondsOrAsADate(String retryAfter, long seconds) {
    Outcome expected = new Outcome.Throttled(Optional.of(Duration.ofSeconds(seconds)));
    assertThat(classifier.classify(new Answer(429, Optional.of(retryAfter), new byte[0])))
        .isEqualTo(expected);
    assertThat(classifier.classify(new Answer(503, Optional.of(retryAfter), new byte[0])))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1e3", "99999999999999"})
  void aWaitThatCannotBeReadIsNone(String retryAfter) {
    assertThat(classifier.classify(new Answer(429, Optional.of(retryAfter), new byte[0])))
        .isEqualTo(new Outcome.Throttled(Optional.empty()));
  }

  @Test
  void a503WithoutAWaitIsAFailureLikeAnyOther() {
    assertThat(classify(503, "")).isInstanceOf(Outcome.Unavailable.class);
    assertThat(classify(429, "")).isEqualTo(new Outcome.Throttled(Optional.empty()));
  }

  @Property(tries = 500)
  void anyAnswerHasAnOutcome(
      @ForAll @IntRange(min = 100, max = 999) int status,
      @ForAll byte[] body,
      @ForAll String wait) {
    assertThat(classifier.classify(new Answer(status, Optional.of(wait), body))).isNotNull();
  }

  private Outcome classify(int status, String body) {
    return classifier.classify(new Answer(status, Optional.empty(), body.getBytes(UTF_8)));
  }
}
