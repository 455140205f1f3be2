package io.leadloop.push.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.leadloop.feedback.event.EventType;
import io.leadloop.push.wire.Handshake;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LostTable;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Sql;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider with its endpoint, from the registration to the removal. */
@GatewayTest
class EndpointJourneyTest {
  private static final String HELD = EventType.HELD.type();

  @Inject Onboarding onboarding;

  private final TestReceiver receiver = new TestReceiver();
  private Onboarding.Pair pair;
  private EndpointCaller caller;

  @BeforeEach
  void onboard() {
    pair = onboarding.providerWithCustomer();
    caller = new EndpointCaller(pair);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void anEndpointIsVerifiedBeforeItIsActive() {
    Response added = caller.register(receiver.url(), Map.of());
    String secret = added.then().statusCode(201).extract().path("secret");
    String one = added.header("Location");
    added
        .then()
        .body("state", is("pending"))
        .body("secret", startsWith("whsec_"))
        .body("public_key", nullValue())
        .body("types", nullValue())
        .body("max_in_flight", is(4))
        .body("round", is(1))
        .body("failures", is(0))
        .body("verified_at", nullValue());
    assertThat(one).isEqualTo("/v1/me/endpoints/" + added.path("id"));

    caller.post(one + "/pause").statusCode(409).body("type", is("/problems/endpoint-state"));
    caller.post(one + "/resume").statusCode(409).body("type", is("/problems/endpoint-state"));

    receiver.require(secret);
    receiver.answer(300);
    caller
        .post(one + "/verify")
        .statusCode(200)
        .body("passed", is(false))
        .body("problem", containsString("300"))
        .body("state", is("pending"));
    receiver.answer(200);
    caller
        .post(one + "/verify")
        .statusCode(200)
        .body("passed", is(true))
        .body("problem", nullValue())
        .body("warnings", empty())
        .body("state", is("active"));
    assertThat(receiver.requests())
        .hasSize(4)
        .allMatch(request -> request.header("ce-type").equals(Handshake.TYPE));
    caller.get(one).body("state", is("active")).body("verified_at", notNullValue());
  }

  @Test
  void aPausedEndpointContinuesWhereItStoppedOrFromNow() {
    String one = caller.activate(receiver, Map.of("start", "beginning"));
    caller.post(one + "/pause").statusCode(200).body("state", is("paused"));
    caller.post(one + "/pause").statusCode(200).body("state", is("paused"));
    caller.get(one).body("cursor", is("0-0"));
    caller
        .post(one + "/resume", Map.of("from", "later"))
        .statusCode(422)
        .body("errors.pointer", contains("/from"));
    caller.post(one + "/resume").statusCode(200).body("state", is("active"));
    caller.get(one).body("cursor", is("0-0"));
    caller
        .post(one + "/resume", Map.of("from", "now"))
        .statusCode(200)
        .body("state", is("active"))
        .body("cursor", not(is("0-0")));
  }

  /** The answer was read after the commit, and a failure of that was one of the change. */
  @Test
  void aChangeIsAnsweredThoughTheEndpointCannotBeReadAgain() throws SQLException {
    String one = caller.activate(receiver, Map.of("start", "beginning"));
    try (LostTable lost = lostAfterChange()) {
      caller.post(one + "/pause").statusCode(200).body("state", is("paused"));
    }
    try (LostTable lost = lostAfterChange()) {
      caller
          .patch(one, "{\"max_in_flight\": 7}")
          .statusCode(200)
          .body("max_in_flight", is(7))
          .body("cursor", is("0-0"));
    }
    try (LostTable lost = lostAfterChange()) {
      caller
          .post(one + "/resume", Map.of("from", "now"))
          .statusCode(200)
          .body("state", is("active"))
          .body("cursor", not(is("0-0")));
    }
    caller.get(one).body("state", is("active")).body("max_in_flight", is(7));
  }

  private static LostTable lostAfterChange() throws SQLException {
    return LostTable.after("update on push_endpoint", "push_cursor");
  }

  @Test
  void aChangeIsAnsweredWithWhatIsReadAfterwards() throws SQLException {
    String one = caller.activate(receiver, Map.of("start", "beginning"));
    assertIsRead(one, members(caller.post(one + "/pause")));
    assertIsRead(one, members(caller.patch(one, "{\"description\": \"d\"}")));
    fail(one);
    assertIsRead(one, members(caller.patch(one, "{\"description\": \"e\"}")));
    Map<String, Object> resumed = members(caller.post(one + "/resume"));
    assertThat(resumed)
        .containsEntry("failures", 0)
        .containsEntry("failing_since", null)
        .containsEntry("last_error", null)
        .containsEntry("next_attempt_at", null)
        .containsEntry("cursor", "0-0");
    assertIsRead(one, resumed);
  }

  /** Except what delivery moves on at once. */
  private void assertIsRead(String one, Map<String, Object> answered) {
    Map<String, Object> members = new HashMap<>(answered);
    members.keySet().removeAll(List.of("cursor", "next_attempt_at"));
    assertThat(members(caller.get(one))).containsAllEntriesOf(members);
  }

  private static Map<String, Object> members(ValidatableResponse answer) {
    return answer.statusCode(200).extract().jsonPath().getMap("");
  }

  private static void fail(String one) throws SQLException {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              """
              update push_cursor set failures = 3, failing_since = now(), last_error = 'refused',
                due_at = now() + interval '1 hour'
              where endpoint_id = ?
              """,
              UUID.fromString(one.replaceFirst(".*/", "")))
          .execute();
    }
  }

  @Test
  void aRotatedSecretSignsWithTheOneBeforeUntilTheOverlapEnds() {
    Response added = caller.register(receiver.url(), Map.of());
    String one = added.header("Location");
    String first = added.path("secret");
    String second =
        caller
            .post(one + "/rotate")
            .statusCode(200)
            .body("previous_secret_until", notNullValue())
            .extract()
            .path("secret");
    receiver.require(first);
    caller.post(one + "/verify").body("passed", is(true)).body("warnings", empty());
    receiver.require(second);
    caller.post(one + "/verify").body("passed", is(true));

    String third =
        caller
            .post(one + "/rotate", Map.of("overlap", "PT0S"))
            .statusCode(200)
            .body("previous_secret_until", nullValue())
            .extract()
            .path("secret");
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    caller.post(one + "/verify").body("passed", is(false)).body("problem", containsString("401"));
    receiver.require(third);
    caller.post(one + "/verify").body("passed", is(true));
    Stream.of("PT-1S", "PT168H1S")
        .forEach(
            overlap ->
                caller
                    .post(one + "/rotate", Map.of("overlap", overlap))
                    .statusCode(422)
                    .body("errors.pointer", contains("/overlap")));
  }

  @Test
  void aChangedUrlHasToBeVerifiedAgain() {
    String one = caller.activate(receiver, Map.of("description", "first", "types", List.of(HELD)));
    caller
        .patch(one, "{\"description\": null, \"max_in_flight\": 7}")
        .body("state", is("active"))
        .body("description", nullValue())
        .body("types", contains(HELD))
        .body("max_in_flight", is(7));
    caller
        .patch(one, "{\"types\": null, \"customers\": [\"" + pair.customer().slug() + "\"]}")
        .body("types", nullValue())
        .body("customers", contains(pair.customer().slug()));
    caller.patch(one, "{\"url\": \"" + receiver.url() + "\"}").body("state", is("active"));
    caller
        .patch(one, "{\"url\": \"" + receiver.url() + "/v2\"}")
        .body("state", is("pending"))
        .body("verified_at", nullValue());
    caller.post(one + "/resume").statusCode(409).body("type", is("/problems/endpoint-state"));
    caller.post(one + "/verify").body("state", is("active"));
  }

  @Test
  void aReceiverThatChecksNothingIsWarned() {
    Response added = caller.register(receiver.url(), Map.of("scheme", "v1a"));
    String one = added.header("Location");
    String key = added.path("public_key");
    added.then().body("secret", nullValue()).body("public_key", startsWith("whpk_"));
    caller.post(one + "/verify").body("passed", is(true)).body("warnings", hasSize(2));
    caller.get(one).body("warnings", hasSize(2)).body("public_key", is(key));
    caller
        .post(one + "/rotate")
        .statusCode(200)
        .body("secret", nullValue())
        .body("public_key", startsWith("whpk_"))
        .body("public_key", not(is(key)));
  }
}
