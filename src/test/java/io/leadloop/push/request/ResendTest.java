package io.leadloop.push.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.push.EndpointId;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Scenario;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that are sent again, of an endpoint that is not delivered to at the time. */
@GatewayTest
class ResendTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DELIVERY =
      """
      insert into push_delivery (id, endpoint_id, event_id, lead_id, sequence, type, state,
        attempt, round, status, duration_millis, answer)
      values ($1, $2, $3, $4, 1, 'io.leadloop.lead.forwarded.v1', $5, $6, 1, $7, 1200, $8)
      """;

  @Inject LaneTester tester;
  @Inject Onboarding onboarding;
  @Inject Pool pool;

  private final TestReceiver receiver = new TestReceiver();
  private Scenario scenario;
  private EndpointCaller caller;
  private String lead;

  @BeforeEach
  void forwardALead() {
    scenario = tester.simulate(SimulatorSettings.defaults(), 1_000);
    caller = new EndpointCaller(scenario.pair());
    lead = scenario.submit("Dupont");
    await()
        .atMost(PATIENCE)
        .until(() -> readable() > 1 && scenario.oplead().ledger().requests().size() == 1);
  }

  @AfterEach
  void close() {
    receiver.close();
    scenario.close();
  }

  private int readable() {
    return scenario.asProvider().get("/v1/events?after=0-0").jsonPath().getList("items").size();
  }

  @Test
  void aDryRunCountsAndMovesNothing() {
    String one = register(Map.of());
    String cursor = caller.get(one).extract().path("cursor");
    int events =
        caller
            .post(one + "/resend", Map.of("since", "beginning", "dry_run", true))
            .statusCode(200)
            .body("at_least", is(false))
            .body("seconds", is(0))
            .extract()
            .path("events");
    assertThat(events).isBetween(2, readable());
    caller
        .post(one + "/resend", Map.of("since", cursor, "dry_run", true))
        .body("events", is(readable() - events));
    caller.get(one).body("cursor", is(cursor)).body("round", is(1));
  }

  @Test
  void eventsThatTheEndpointDoesNotWantAreNotCounted() {
    String type = "io.leadloop.lead.forwarded.v1";
    String one = register(Map.of("types", List.of(type)));
    Map<String, Object> all = Map.of("since", "beginning", "dry_run", true);
    caller.post(one + "/resend", all).body("events", is(1));
    caller.patch(one, "{\"customers\": [\"" + scenario.customer().slug() + "\"]}").statusCode(200);
    caller.post(one + "/resend", all).body("events", is(1));
    caller.patch(one, "{\"types\": [\"io.leadloop.lead.rejected.v1\"]}").statusCode(200);
    caller.post(one + "/resend", all).body("events", is(0));
  }

  @Test
  void aResendMovesTheCursorBack() {
    String one = register(Map.of());
    caller.post(one + "/resend", Map.of("since", "beginning")).statusCode(200);
    caller.get(one).body("cursor", is("0-0")).body("round", is(2));
  }

  @Test
  void aLeadIsSentAgainOnACursorOfItsOwn() {
    String one = register(Map.of());
    caller
        .post(one + "/resend", Map.of("lead_id", lead))
        .statusCode(200)
        .body("lead_id", is(lead))
        .body("events", nullValue());
    caller.get(one).body("leads_waiting", is(1)).body("round", is(1));
    String strange = tester.share(scenario).submit("Martin");
    caller.post(one + "/resend", Map.of("lead_id", strange)).statusCode(404);
    caller.get(one).body("leads_waiting", is(1));
  }

  @Test
  void anEventIsSentAtOnceAsItWasBefore() {
    String one = register(Map.of());
    String event = scenario.events(lead).getString("items[0].id");
    receiver.answer(202);
    caller
        .post(one + "/resend", Map.of("event_id", event))
        .statusCode(200)
        .body("event_id", is(event))
        .body("delivered", is(true))
        .body("status", is(202));
    assertThat(receiver.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("webhook-id")).isEqualTo(event);
              assertThat(request.header("ce-subject")).isEqualTo(lead);
              assertThat(request.header("ce-sequence")).isEqualTo("1");
              assertThat(request.body()).contains("\"lead_id\":\"" + lead + "\"");
            });
    receiver.answer(500);
    caller
        .post(one + "/resend", Map.of("event_id", event))
        .statusCode(200)
        .body("delivered", is(false))
        .body("status", is(500));
    receiver.close();
    caller
        .post(one + "/resend", Map.of("event_id", event))
        .statusCode(200)
        .body("delivered", is(false))
        .body("status", nullValue())
        .body("answer", not(nullValue()));
    caller.post(one + "/resend", Map.of("event_id", UUID.randomUUID().toString())).statusCode(404);
  }

  @Test
  void exactlyOneScopeIsGiven() {
    String one = register(Map.of());
    refused(one, Map.of(), "/since");
    refused(one, Map.of("since", "beginning", "lead_id", lead), "/since");
    refused(one, Map.of("since", "now"), "/since");
    refused(one, Map.of("since", "yesterday"), "/since");
    refused(one, Map.of("lead_id", "one"), "/lead_id");
    refused(one, Map.of("event_id", "one"), "/event_id");
    refused(one, Map.of("lead_id", lead, "dry_run", true), "/dry_run");
    refused(one, Map.of("events", lead), "/events");
  }

  private void refused(String one, Map<String, ?> body, String pointer) {
    caller.post(one + "/resend", body).statusCode(422).body("errors.pointer", contains(pointer));
  }

  @Test
  void deliveriesAreListedNewestFirst() {
    String one = register(Map.of());
    String first = delivery(one, "failed", 1, 500, "out of order");
    String second = delivery(one, "failed", 2, null, "connection refused");
    String third = delivery(one, "delivered", 3, 204, null);
    caller
        .get(one + "/deliveries")
        .statusCode(200)
        .body("items.id", contains(third, second, first))
        .body("items.state", contains("delivered", "failed", "failed"))
        .body("items.status", contains(204, null, 500))
        .body("items.attempt", contains(3, 2, 1))
        .body("items.answer", contains(null, "connection refused", "out of order"))
        .body("items[0].lead_id", is(lead))
        .body("items[0].millis", is(1200))
        .body("next", nullValue());
    String next =
        caller
            .get(one + "/deliveries?state=failed&limit=1")
            .body("items.id", contains(second))
            .extract()
            .path("next");
    caller
        .get(one + "/deliveries?state=failed&limit=1&after=" + next)
        .body("items.id", contains(first))
        .body("next", nullValue());
    caller.get(one + "/deliveries?lead_id=" + lead).body("items.id.size()", is(3));
    caller.get(one + "/deliveries?lead_id=" + UUID.randomUUID()).body("items", empty());
    for (String parameter : List.of("state=sent", "lead_id=1", "after=1", "limit=0")) {
      caller
          .get(one + "/deliveries?" + parameter)
          .statusCode(400)
          .body("errors.pointer", contains("/" + parameter.replaceAll("=.*", "")));
    }
  }

  /** {@code HistoryMonthsTest} drops the months. */
  @Test
  void theRecordOfARemovedEndpointIsNotShownAndGoesWithItsMonth() {
    String one = register(Map.of());
    UUID attempt = UUID.fromString(delivery(one, "failed", 1, 500, "out of order"));
    caller.delete(one).statusCode(204);
    caller.get(one + "/deliveries").statusCode(404);
    long left =
        pool.preparedQuery("select count(*) from push_delivery where id = $1")
            .execute(Tuple.of(attempt))
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next()
            .getLong(0);
    assertThat(left).isEqualTo(1);
  }

  private String register(Map<String, ?> more) {
    return caller
        .register(receiver.url(), more)
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private String delivery(String one, String state, int attempt, Integer status, String answer) {
    UUID id = EndpointId.next().value();
    UUID endpoint = UUID.fromString(one.substring(one.lastIndexOf('/') + 1));
    pool.preparedQuery(DELIVERY)
        .execute(
            Tuple.of(id, endpoint, UUID.randomUUID(), UUID.fromString(lead))
                .addString(state)
                .addInteger(attempt)
                .addInteger(status)
                .addString(answer))
        .await()
        .atMost(PATIENCE);
    return id.toString();
  }
}
