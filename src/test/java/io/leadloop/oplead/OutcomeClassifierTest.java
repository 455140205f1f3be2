package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.Outcome.Accepted;
import io.leadloop.oplead.Outcome.Refused;
import io.leadloop.oplead.Outcome.Throttled;
import io.leadloop.oplead.Outcome.TokenRefused;
import io.leadloop.oplead.Outcome.Unavailable;
import io.leadloop.oplead.Outcome.Unknown;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeClassifierTest {

  private static final String TOKEN = "s3cret+token";

  private final OutcomeClassifier classifier = classifier();

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299, 409})
  void theLeadIsThere(int status) {
    assertThat(answer(status, "{\"id\": 88231}")).isEqualTo(new Accepted(Optional.of("88231")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a-1\"} | a-1",
        "{\"leadIdentifier\":\"a-2\"} | a-2",
        "{\"identifier\":\"a-3\"} | a-3",
        "{\"lead\":{\"id\":4}} | 4",
        "{\"data\":{\"id\":12345678901234567890}} | 12345678901234567890",
        "{\"data\":{\"id\":2},\"id\":1} | 1",
        "{\"id\":null,\"identifier\":\"a-3\"} | a-3",
        "{\"id\":{\"value\":9},\"data\":{\"id\":5}} | 5",
      })
  void theIdIsTheFirstThatIsThere(String body, String id) {
    assertThat(answer(201, body)).isEqualTo(new Accepted(Optional.of(id)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Created", "{\"id\":", "[]", "{\"id\":\"  \"}", "\u0000", "{\"x\":1}"})
  void aLeadIsThereThoughItsIdIsNot(String body) {
    assertThat(answer(201, body)).isEqualTo(new Accepted(Optional.empty()));
  }

  @Test
  void anIdTooLongToBeOneIsNone() {
    assertThat(answer(201, "{\"id\":\"" + "9".repeat(101) + "\"}"))
        .isEqualTo(new Accepted(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void theLeadIsRefusedForGood(int status) {
    assertThat(answer(status, "{\"message\":\"postcode is missing\"}"))
        .isEqualTo(new Refused("HTTP " + status + ": postcode is missing"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void theTokenIsRefused(int status) {
    assertThat(answer(status, "")).isEqualTo(new TokenRefused("HTTP " + status));
  }

  @Test
  void tooManyRequestsIsThrottledWithOrWithoutAWait() {
    assertThat(answer(429, "")).isEqualTo(new Throttled(Optional.empty()));
    assertThat(answer(429, "", "7")).isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(7))));
    assertThat(answer(429, "", "soon")).isEqualTo(new Throttled(Optional.empty()));
  }

  @Test
  void unavailableWithAWaitIsThrottled() {
    assertThat(answer(503, "", "30")).isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(30))));
    assertThat(answer(503, "")).isEqualTo(new Unavailable("HTTP 503"));
    assertThat(answer(503, "", "soon")).isEqualTo(new Unavailable("HTTP 503"));
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 406, 408, 410, 413, 415, 418, 423, 499, 500, 501, 502, 504, 599})
  void whateverElseFailsMayWorkLater(int status) {
    assertThat(answer(status, "<html>")).isEqualTo(new Unavailable("HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308, 404, 405})
  void anotherPlaceMeansAWrongBaseUrl(int status) {
    assertThat(answer(status, ""))
        .isEqualTo(new Unavailable("HTTP " + status + " (wrong base URL?)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 199, 600, 999})
  void aStatusThatHttpDoesNotKnowIsUnknown(int status) {
    assertThat(answer(status, "")).isEqualTo(new Unknown("HTTP " + status));
  }

  @Test
  void aWaitIsKeptForWhateverMayWorkLater() {
    assertThat(answer(500, "", "9"))
        .isEqualTo(new Unavailable("HTTP 500", Optional.of(Duration.ofSeconds(9))));
  }

  @Test
  void theMeaningOfAStatusCanBeCorrected() {
    OutcomeClassifier corrected =
        classifier("answers.unknown", "502,504", "answers.refused", "400,422,410");
    assertThat(answer(corrected, 504)).isEqualTo(new Unknown("HTTP 504"));
    assertThat(answer(corrected, 410)).isEqualTo(new Refused("HTTP 410"));
    assertThat(answer(corrected, 500)).isEqualTo(new Unavailable("HTTP 500"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"no\",\"error\":\"e\"}",
        "{\"error\":\"no\"}",
        "{\"detail\":\"no\",\"error\":{}}"
      })
  void theReasonRepeatsOpleadsMessage(String body) {
    assertThat(answer(422, body)).isEqualTo(new Refused("HTTP 422: no"));
  }

  @Test
  void aReasonIsOneShortLine() {
    Refused refused =
        (Refused) answer(422, "{\"message\":\"a\\r\\nb\\u0000\\u202e" + "x".repeat(9000) + "\"}");
    assertThat(refused.reason()).startsWith("HTTP 422: a  bxxx").hasSize(300);
  }

  @Test
  void aReasonNeverRepeatsTheToken() {
    String echo = "{\"message\":\"bad key s3cret+token (s3cret%2Btoken, s3cret\\u200b+token)\"}";
    assertThat(answer(401, echo)).isEqualTo(new TokenRefused("HTTP 401: bad key *** (***, ***)"));
  }

  @Test
  void whatDidNotLeaveIsNotThere() {
    assertThat(classifier.unsent(new ConnectException("/10.0.0.1:443")))
        .isEqualTo(new Unavailable("connection refused"));
    assertThat(classifier.unsent(new ConnectTimeoutException("/10.0.0.1:443")))
        .isEqualTo(new Unavailable("no connection in time"));
    assertThat(classifier.unsent(new UnknownHostException("crm.example")))
        .isEqualTo(new Unavailable("the base URL's host is unknown"));
    assertThat(classifier.unsent(new SSLHandshakeException("crm.example")))
        .isEqualTo(new Unavailable("no trusted TLS connection"));
    assertThat(classifier.unsent(new PrivateAddressException()))
        .asString()
        .contains("leadloop.oplead.allow-private-addresses");
  }

  @Test
  void whatLeftWithoutAnAnswerIsUnknown() {
    assertThat(classifier.unanswered(new TimeoutException("/10.0.0.1:443")))
        .isEqualTo(new Unknown("No answer from Oplead: time-out"));
    assertThat(classifier.unanswered(new IOException("/10.0.0.1:443 reset")))
        .isEqualTo(new Unknown("No answer from Oplead: connection lost"));
  }

  private Outcome answer(int status, String body) {
    return classifier.answered(answered(status, body, Optional.empty()), TOKEN);
  }

  private Outcome answer(int status, String body, String retryAfter) {
    return classifier.answered(answered(status, body, Optional.of(retryAfter)), TOKEN);
  }

  private static Outcome answer(OutcomeClassifier classifier, int status) {
    return classifier.answered(answered(status, "", Optional.empty()), TOKEN);
  }

  private static HttpAnswer answered(int status, String body, Optional<String> retryAfter) {
    return new HttpAnswer(status, retryAfter, JsonFields.read(body.getBytes(UTF_8), UTF_8));
  }

  private static OutcomeClassifier classifier(String... config) {
    OpleadConfig settings = TestConfig.with(config);
    return new OutcomeClassifier(settings, settings.leads().idPointers(), Clock.systemUTC());
  }
}
