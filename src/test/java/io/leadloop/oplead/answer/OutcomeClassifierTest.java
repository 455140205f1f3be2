package io.leadloop.oplead.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.oplead.answer.Outcome.Absent;
import io.leadloop.oplead.answer.Outcome.Accepted;
import io.leadloop.oplead.answer.Outcome.Refused;
import io.leadloop.oplead.answer.Outcome.Throttled;
import io.leadloop.oplead.answer.Outcome.TokenRefused;
import io.leadloop.oplead.answer.Outcome.Unavailable;
import io.leadloop.oplead.answer.Outcome.Unknown;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.outbound.PrivateAddressException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

  /** It was lost if Oplead repeated a large lead after it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":88231,\"lead\":{\"note\":\"NOTE | 88231",
        "{\"id\":\"88231\",\"note\":\"NOTE\",\"n\":1 | 88231",
        "{\"note\":\"NOTE\",\"id\":88231, | 88231",
        "{\"note\":\"NOTE\",\"id\":88231 |",
        "{\"note\":\"NOTE\",\"id\":\"88231\" |",
        "{\"note\":\"NOTE\",\"id\":\"88231 |",
        "[{\"id\":88231,\"note\":\"NOTE |",
      })
  void theIdBeforeACutIsReadUnlessTheCutTouchesIt(String body, String id) {
    for (int length : new int[] {1, 3_990, 8_000, 60_000}) {
      assertThat(answer(201, body.replace("NOTE", "x".repeat(length))))
          .isEqualTo(new Accepted(Optional.ofNullable(id)));
    }
  }

  /** An answer may repeat any accepted lead. */
  @ParameterizedTest
  @MethodSource("leadsThatTryParsers")
  void theIdIsReadWhateverTheLeadThatTheAnswerRepeats(String lead) {
    assertThat(answer(201, "{\"lead\":" + lead + ",\"id\":88231}"))
        .isEqualTo(new Accepted(Optional.of("88231")));
    assertThat(answer(422, "{\"lead\":" + lead + ",\"errors\":{\"phone\":[\"?\"]}}"))
        .isEqualTo(new Refused("HTTP 422: Oplead refuses /lead/phone"));
    assertThat(answer(200, "{\"lead\":" + lead + ",\"success\":false}"))
        .isEqualTo(new Refused("HTTP 200, but the body reports an error"));
  }

  static Stream<String> leadsThatTryParsers() {
    return Stream.of(
        "{\"" + "n".repeat(50_001) + "\":1}",
        "{\"n\":" + "9".repeat(1_000) + "}",
        "{\"n\":1e400,\"m\":-0.0e-900}",
        "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
        "{\"text\":\"" + "x".repeat(20_000_001) + "\"}",
        "{\"\\uD83D\":\"\\uD83D\"}");
  }

  @Test
  void anAnswerThatIsNotFromTheApiIsReportedByATokenCheck() {
    assertThat(answer(200, "<html>Connexion</html>").inWords())
        .isEqualTo(
            "HTTP 200, but with a page and no answer of the API (sign-in page? wrong base URL?)");
  }

  @Test
  void theRulesForRefusalsCanBeCorrected() {
    OutcomeClassifier corrected =
        classifier(
            "answers.refusals.success-pointers", "[/accepted]",
            "answers.refusals.outcome-pointers", "[]",
            "answers.refusals.error-pointers", "[/trouble/0]",
            "answers.refusals.failure-words", "[nein]");
    assertThat(answer(corrected, 200, "{\"success\":false,\"result\":\"ko\",\"error\":\"x\"}"))
        .isEqualTo(new Accepted(Optional.empty()));
    assertThat(answer(corrected, 200, "{\"accepted\":\"Nein\"}")).isInstanceOf(Refused.class);
    assertThat(answer(corrected, 200, "{\"trouble\":[\"x\"]}")).isInstanceOf(Refused.class);
    assertThat(answer(corrected, 200, "Nein, danke")).isInstanceOf(Refused.class);
  }

  /** Regression: every other 4xx refused the lead for good, and unknown ones were tried again. */
  @ParameterizedTest
  @ValueSource(ints = {402, 404, 405, 406, 408, 410, 423, 499, 500, 502, 503, 504, 599})
  void aStatusInTheBodyMeansWhatItMeansAsTheStatus(int named) {
    String reason = "HTTP 200, but the body reports an error " + named;
    assertThat(answer(200, "{\"success\":false,\"code\":" + named + "}"))
        .isEqualTo(new Unavailable(reason));
    assertThat(answer(200, "{\"status\":" + named + "}")).isEqualTo(new Unavailable(reason));
    assertThat(answer(200, "{\"error\":{\"code\":\"" + named + "\"}}", "9"))
        .isEqualTo(
            named == 503
                ? new Throttled(Optional.of(Duration.ofSeconds(9)), false)
                : new Unavailable(reason, Optional.of(Duration.ofSeconds(9))));

    OutcomeClassifier corrected = classifier("answers.statuses.unknown", "[%d]".formatted(named));
    assertThat(answer(corrected, 200, "{\"success\":false,\"code\":" + named + "}"))
        .isEqualTo(new Unknown(reason));
  }

  @Test
  void aStatusInTheBodyOfEachListMeansWhatTheListMeans() {
    OutcomeClassifier corrected = classifier("answers.statuses.refused", "[400, 422, 451]");
    Refused refused = new Refused("HTTP 200, but the body reports an error");
    assertThat(answer(corrected, 200, "{\"status\":451}")).isEqualTo(refused);
    assertThat(answer(200, "{\"status\":400}")).isEqualTo(refused);
    assertThat(answer(200, "{\"status\":422}")).isEqualTo(refused);
    assertThat(answer(200, "{\"status\":409}")).isEqualTo(new Accepted(Optional.empty()));
    assertThat(answer(200, "{\"status\":403}"))
        .isEqualTo(new TokenRefused("HTTP 200, but the body reports an error 403"));
    assertThat(answer(200, "{\"status\":429}")).isEqualTo(new Throttled(Optional.empty(), true));
  }

  @Test
  void aRefusalWithoutAStatusIsForGood() {
    Refused refused = new Refused("HTTP 200, but the body reports an error");
    assertThat(answer(200, "{\"success\":false,\"code\":1004}")).isEqualTo(refused);
    OutcomeClassifier corrected = classifier("answers.statuses.accepted", "[200, 409]");
    assertThat(answer(corrected, 200, "{\"success\":false}")).isEqualTo(refused);
  }

  /** An update knows more refusals than a lead, and a removal may come too late. */
  @Test
  void aStatusInTheBodyMeansTheSameOfAnUpdateAndARemoval() {
    HttpAnswer gone = answered(200, "{\"success\":false,\"code\":404}", Optional.empty());
    assertThat(updates().answered(gone))
        .isEqualTo(new Refused("HTTP 200, but the body reports an error"));
    assertThat(new RemovalClassifier(classifier).answered(gone)).isEqualTo(new Absent());
    HttpAnswer away = answered(200, "{\"success\":false,\"code\":405}", Optional.empty());
    assertThat(updates().answered(away))
        .isEqualTo(new Unavailable("HTTP 200, but the body reports an error 405"));
    assertThat(updates().answered(answered(200, "{\"id\":5}", Optional.empty())))
        .isEqualTo(new Accepted(Optional.of("5")));
  }

  /** Regression: a proxy's page had the document destroyed, as if Oplead had refused it. */
  @Test
  void aPageInFrontOfOpleadRefusesNoUpdate() {
    String page = "<html><title>Not found</title></html>";
    assertThat(updates().answered(answered(404, page, Optional.empty())))
        .isEqualTo(new Unavailable("HTTP 404 (wrong base URL?)"));
    assertThat(updates().answered(answered(410, page, Optional.of("9"))))
        .isEqualTo(new Unavailable("HTTP 410", Optional.of(Duration.ofSeconds(9))));
    assertThat(updates().answered(answered(400, page, Optional.empty())))
        .isEqualTo(
            new Unavailable(
                "HTTP 400, but with a page and no answer of the API (sign-in page? wrong base"
                    + " URL?)"));
    assertThat(updates().answered(answered(200, page, Optional.empty())))
        .isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 413, 415, 422})
  void anAnswerOfOpleadRefusesAnUpdate(int status) {
    for (String body : new String[] {"", "Not found", "{\"message\":\"Lead inconnu\"}"}) {
      assertThat(updates().answered(answered(status, body, Optional.empty())))
          .isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 415, 422})
  void aPageAboutTheContentRefusesAnUpdate(int status) {
    assertThat(updates().answered(answered(status, "<html>", Optional.empty())))
        .isEqualTo(new Refused("HTTP " + status));
  }

  /** Regression: a subscription was taken for removed because of a proxy's page. */
  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aPageInFrontOfOpleadRemovesNothing(int status) {
    RemovalClassifier removals = new RemovalClassifier(classifier);
    assertThat(removals.answered(answered(status, "<html>", Optional.empty())))
        .isInstanceOf(Unavailable.class);
    assertThat(removals.answered(answered(status, "", Optional.empty()))).isEqualTo(new Absent());
  }

  private UpdateClassifier updates() {
    return new UpdateClassifier(
        classifier, TestProfile.with().answers().statuses().updateRefused());
  }

  @Test
  void anOverlongIdIsIgnored() {
    assertThat(answer(201, "{\"id\":\"" + "9".repeat(101) + "\"}"))
        .isEqualTo(new Accepted(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void theLeadIsRefusedForGood(int status) {
    assertThat(answer(status, "{\"errors\":{\"postcode\":[\"is missing\"]}}"))
        .isEqualTo(new Refused("HTTP " + status + ": Oplead refuses /lead/postcode"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void theTokenIsRefused(int status) {
    assertThat(answer(status, "")).isEqualTo(new TokenRefused("HTTP " + status));
  }

  @Test
  void tooManyRequestsIsThrottledWithOrWithoutAWait() {
    assertThat(answer(429, "")).isEqualTo(new Throttled(Optional.empty(), true));
    assertThat(answer(429, "", "7"))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(7)), true));
    assertThat(answer(429, "", "soon")).isEqualTo(new Throttled(Optional.empty(), true));
  }

  @Test
  void unavailableWithAWaitIsThrottled() {
    assertThat(answer(503, "", "30"))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(30)), false));
    assertThat(answer(503, "")).isEqualTo(new Unavailable("HTTP 503"));
    assertThat(answer(503, "", "soon")).isEqualTo(new Unavailable("HTTP 503"));
  }

  @ParameterizedTest
  @ValueSource(ints = {402, 406, 408, 410, 413, 415, 418, 423, 499, 500, 501, 502, 504, 599})
  void otherFailuresAreRetried(int status) {
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
  void retryAfterIsKeptForRetriedFailures() {
    assertThat(answer(500, "", "9"))
        .isEqualTo(new Unavailable("HTTP 500", Optional.of(Duration.ofSeconds(9))));
  }

  @Test
  void theMeaningOfAStatusCanBeCorrected() {
    OutcomeClassifier corrected =
        classifier(
            "answers.statuses.unknown",
            "[502, 504]",
            "answers.statuses.refused",
            "[400, 422, 410]");
    assertThat(answer(corrected, 504)).isEqualTo(new Unknown("HTTP 504"));
    assertThat(answer(corrected, 410)).isEqualTo(new Refused("HTTP 410"));
    assertThat(answer(corrected, 500)).isEqualTo(new Unavailable("HTTP 500"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":{\"email\":[\"jean@example.com is no address\"]}}",
        "{\"errors\":{\"email\":\"jean@example.com is no address\"}}",
        "{\"errors\":[{\"field\":\"email\",\"message\":\"no address\"}]}",
        "{\"errors\":[{\"pointer\":\"/lead/email\",\"detail\":\"jean@example.com\"}]}",
        "{\"errors\":[{\"source\":{\"pointer\":\"/data/attributes/email\"}}]}",
        "{\"violations\":[{\"propertyPath\":\"lead.email[0]\"}]}",
        "{\"detail\":[{\"loc\":[\"body\",\"email\"],\"msg\":\"no\"}]}",
        "{\"error\":{\"code\":7,\"message\":\"no\",\"field\":\"EMAIL\"}}",
        "{\"email\":[\"is no address\"],\"Lefevre\":[\"x\"]}",
        "{\"message\":\"no\",\"fields\":[\"email\",\"jean@example.com\"]}"
      })
  void theReasonNamesAFieldThatTheAnswerNames(String body) {
    assertThat(answer(422, body)).isEqualTo(new Refused("HTTP 422: Oplead refuses /lead/email"));
  }

  /** An answer may repeat personal data, also as a member name or path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"jean.dupont@example.com is no address\"}",
        "{\"errors\":{\"jean.dupont@example.com\":[\"no\"]}}",
        "{\"errors\":[{\"field\":\"Lefevre\",\"message\":\"0601020304\"}]}",
        "{\"errors\":[\"Lefevre\",\"email\"]}",
        "{\"errors\":[{\"message\":\"no\",\"status\":\"422\",\"value\":\"Lefevre\"}]}",
        "{\"lead\":{\"email\":\"jean.dupont@example.com\"}}",
        "{\"error\":{\"type\":\"x\",\"message\":\"Lefevre\"}}",
        "<html>jean.dupont@example.com</html>"
      })
  void opleadsOwnWordsAreInNoReason(String body) {
    assertThat(answer(422, body)).isEqualTo(new Refused("HTTP 422"));
    assertThat(answer(401, body)).isEqualTo(new TokenRefused("HTTP 401"));
    assertThat(answer(500, body)).isEqualTo(new Unavailable("HTTP 500"));
  }

  @Test
  void aReasonIsShortHoweverManyFieldsAreRefused() {
    String errors = "{\"email\":[],\"phone\":[],\"city\":[],\"street\":[],\"zip\":[],\"name\":[]}";
    assertThat(answer(422, "{\"errors\":" + errors + "}"))
        .isEqualTo(
            new Refused(
                "HTTP 422: Oplead refuses /lead/email, /lead/phone, /lead/city, /lead/street,"
                    + " /lead/zip"));
  }

  @Test
  void anExcerptIsOneLineWithoutTheToken() {
    AnswerBody echo = read("bad\r\nkey s3cret+token (s3cret%2Btoken, s3cret\u200b+token)");
    assertThat(AnswerExcerpt.of(401, echo, TOKEN)).isEqualTo("HTTP 401 bad  key *** (***, ***)");
    assertThat(AnswerExcerpt.of(500, read("x".repeat(9_000)), TOKEN)).hasSize(1_000);
  }

  /** An id is stored in clear and published. */
  @ParameterizedTest
  @ValueSource(
      strings = {"jean.dupont@example.com", "Jean Dupont", "Lefèvre", "+33601020304", "a\u0000b"})
  void implausibleIdsAreIgnored(String id) {
    String body = JsonNodeFactory.instance.objectNode().put("id", id).toString();
    assertThat(answer(201, body)).isEqualTo(new Accepted(Optional.empty()));
  }

  @Test
  void anUnsentRequestIsUnavailable() {
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
  void anUnansweredRequestIsUnknown() {
    assertThat(classifier.unanswered(new TimeoutException("/10.0.0.1:443")))
        .isEqualTo(new Unknown("No answer from Oplead: time-out"));
    assertThat(classifier.unanswered(new IOException("/10.0.0.1:443 reset")))
        .isEqualTo(new Unknown("No answer from Oplead: connection lost"));
  }

  private Outcome answer(int status, String body) {
    return classifier.answered(answered(status, body, Optional.empty()));
  }

  private Outcome answer(int status, String body, String retryAfter) {
    return classifier.answered(answered(status, body, Optional.of(retryAfter)));
  }

  private static Outcome answer(OutcomeClassifier classifier, int status) {
    return answer(classifier, status, "");
  }

  private static Outcome answer(OutcomeClassifier classifier, int status, String body) {
    return classifier.answered(answered(status, body, Optional.empty()));
  }

  private static HttpAnswer answered(int status, String body, Optional<String> retryAfter) {
    return new HttpAnswer(status, retryAfter, Optional.empty(), read(body));
  }

  private static AnswerBody read(String body) {
    return AnswerBody.read(
        body.getBytes(UTF_8), Optional.empty(), Optional.empty(), Integer.MAX_VALUE);
  }

  private static OutcomeClassifier classifier(String... corrections) {
    OpleadProfile profile = TestProfile.with(corrections);
    return new OutcomeClassifier(
        profile.answers(),
        IdPlaces.ofLeads(profile.wire(), profile.answers()),
        RefusalFinder.ofChanges(profile.answers().refusals()),
        Clock.systemUTC());
  }
}
