package io.leadloop.update.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.Documents;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.QueryPlan;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.Sql;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statuses that a provider sets, and the events that it gets. */
@GatewayTest
class StatusTest {
  private static final String DELIVERED_BEFORE =
      """
      insert into lead_update
        (id, lead_id, customer_id, kind, state, expires_at, status_code, number)
      select gen_random_uuid(), id, customer_id, 'status', 'delivered', now(), 'won', number
      from lead, generate_series(1, 5000) number where id = ?
      """;

  private static final int WAITING = 20;
  private static final int NARROW = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Pool pool;

  private Scenario lane;

  @BeforeEach
  void start() {
    lane =
        tester.simulate(
            SimulatorSettings.builder()
                .quota(1_000_000)
                .statuses("Nouveau")
                .statusDelay(Duration.ZERO)
                .build(),
            1000);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aStatusIsSetAndTheCallbackThatItCausesIsTheProvidersOwn() {
    String lead = lane.submit("Dupont");
    JsonPath asked = set(lead, "in_progress").then().statusCode(202).extract().jsonPath();
    assertThat(asked.getString("state")).isEqualTo("queued");
    assertThat(asked.getString("status")).isEqualTo("in_progress");
    awaitEvents(lead, "io.leadloop.lead.status-accepted.v1", 1);
    awaitEvents(lead, "io.leadloop.lead.status-changed.v1", 2);

    JsonPath events = events(lead);
    String changed = "items.findAll { it.type == 'io.leadloop.lead.status-changed.v1' }.data";
    assertThat(events.getList(changed + ".status.code"))
        .containsExactlyInAnyOrder("new", "in_progress");
    assertThat(events.getString(changed + ".find { it.status.code == 'in_progress' }.origin"))
        .isEqualTo("provider");
    assertThat(events.getString(changed + ".find { it.status.code == 'new' }.origin")).isNull();
    String accepted = "items.find { it.type == 'io.leadloop.lead.status-accepted.v1' }.data";
    assertThat(events.getString(accepted + ".requested_status.id"))
        .isEqualTo(asked.getString("id"));
    assertThat(events.getString(accepted + ".requested_status.code")).isEqualTo("in_progress");
    assertThat(lane.show(lead).getString("status.code")).isEqualTo("in_progress");
  }

  @Test
  void whatIsGivenForALeadGoesInTheOrderInWhichItWasGiven() {
    lane.fault(
        FaultRule.once(
            FaultTarget.CREATE,
            new FaultAction.AnswerWith(503, Optional.of("1"), Optional.empty())));
    lane.fault(FaultRule.once(FaultTarget.DOCUMENT, new FaultAction.AnswerWith(422)));
    String lead = lane.submit("Dupont");
    set(lead, "nursery").then().statusCode(202);
    lane.asProvider()
        .multiPart("file", "a.pdf", Documents.pdf(1, 1_000))
        .post("/v1/leads/" + lead + "/documents")
        .then()
        .statusCode(202);
    set(lead, "in_progress").then().statusCode(202);
    awaitEvents(lead, "io.leadloop.lead.status-accepted.v1", 2);

    List<String> paths =
        lane.ledger().requests().stream()
            .map(request -> request.verb() + request.path().replaceAll(".*/\\d+", ""))
            .toList();
    assertThat(paths).endsWith("PUT/status", "POST/document/add", "PUT/status");
    assertThat(lane.ledger().documents()).isEmpty();
    awaitEvents(lead, "io.leadloop.lead.document-refused.v1", 1);
  }

  @Test
  void aStatusThatOpleadRefusesIsToldAndNotAwaited() {
    String lead = lane.submit("Dupont");
    lane.fault(FaultRule.once(FaultTarget.STATUS, new FaultAction.AnswerWith(422)));
    set(lead, "nursery").then().statusCode(202);
    awaitEvents(lead, "io.leadloop.lead.status-refused.v1", 1);
    assertThat(events(lead).getString("items.find { it.type.contains('refused') }.data.reason"))
        .startsWith("HTTP 422");
  }

  @Test
  void aStatusThatOpleadRefusesInA2xxIsRefused() {
    String lead = lane.submit("Dupont");
    lane.fault(
        FaultRule.once(
            FaultTarget.STATUS,
            new FaultAction.AnswerWith(
                200, Optional.empty(), Optional.of("{\"result\":\"ko\",\"error\":\"Dupont\"}"))));
    set(lead, "nursery").then().statusCode(202);
    awaitEvents(lead, "io.leadloop.lead.status-refused.v1", 1);
    assertThat(events(lead).getString("items.find { it.type.contains('refused') }.data.reason"))
        .isEqualTo("HTTP 200, but the body reports an error");
  }

  /** It may be set although a page came back, so it is set again. */
  @Test
  void aStatusThatAPageAnswersIsSetAgain() {
    String lead = lane.submit("Dupont");
    lane.fault(
        FaultRule.once(
            FaultTarget.STATUS,
            new FaultAction.AnswerWith(
                200,
                Optional.empty(),
                Optional.of("<html>Connexion</html>"),
                Map.of("Content-Type", "text/html"))));
    set(lead, "nursery").then().statusCode(202);
    awaitEvents(lead, "io.leadloop.lead.status-accepted.v1", 1);
  }

  @Test
  void theSameRequestIsOneWhileItWaits() {
    lane.fault(
        FaultRule.once(
            FaultTarget.CREATE,
            new FaultAction.AnswerWith(429, Optional.of("2"), Optional.empty())));
    String lead = lane.submit("Dupont");
    String first = set(lead, "nursery").then().statusCode(202).extract().path("id");
    String again = set(lead, "nursery").then().statusCode(200).extract().path("id");
    assertThat(again).isEqualTo(first);
    String other = set(lead, "in_progress").then().statusCode(202).extract().path("id");
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void noMoreRequestsOfOneLeadWaitThanMay() {
    lane.fault(
        FaultRule.once(
            FaultTarget.CREATE,
            new FaultAction.AnswerWith(429, Optional.of("20"), Optional.empty())));
    String lead = lane.submit("Dupont");
    for (int i = 0; i < WAITING; i++) {
      set(lead, i % 2 == 0 ? "nursery" : "in_progress").then().statusCode(202);
    }
    set(lead, "nursery").then().statusCode(429).header("Retry-After", notNullValue());
    set(lead, "in_progress").then().statusCode(200);
  }

  @Test
  void aLeadHasNoMoreRequestsInAllThanMay() {
    String lead = lane.submit("Dupont");
    set(lead, "nursery").then().statusCode(202);
    awaitEvents(lead, "io.leadloop.lead.status-accepted.v1", 1);
    pool.preparedQuery("update lead_update set number = 1000 where lead_id = $1")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .indefinitely();
    set(lead, "in_progress").then().statusCode(409).body("type", is("/problems/too-many-updates"));
  }

  /** They were once all read at each further request. */
  @Test
  void whatARequestReadsDoesNotGrowWithThoseBeforeIt() throws SQLException {
    UUID lead = UUID.fromString(lane.submit("Dupont"));
    changeAsOwner(DELIVERED_BEFORE, lead);
    try {
      changeAsOwner("analyze lead_update");
      assertThat(QueryPlan.of(pool, LeadUpdates.OPEN)).contains("lead_update_open");
      assertThat(QueryPlan.of(pool, LeadUpdates.KEPT_DOCUMENTS)).contains("lead_update_kept");
      assertThat(QueryPlan.of(pool, LeadUpdates.INSERT))
          .contains("Index Scan Backward using lead_update_of_lead")
          .doesNotContain("Sort");
    } finally {
      changeAsOwner("delete from lead_update where lead_id = ?", lead);
    }
  }

  private static void changeAsOwner(String sql, Object... parameters) throws SQLException {
    try (Connection owner = Sql.connectAsOwner();
        PreparedStatement statement = Sql.prepare(owner, sql, parameters)) {
      statement.execute();
    }
  }

  @Test
  void aLaneWhoseQuotaUpdatesUsedUpIsLookedAtWhenItOpens() {
    String second = "second-" + lane.token();
    lane.oplead().accept(second);
    LaneTester.Lane narrow =
        tester.open(new OpleadAccess(Optional.of(lane.oplead().baseUrl()), second), NARROW);
    List<String> leads =
        IntStream.range(0, NARROW).mapToObj(i -> narrow.submit("lead-" + i)).toList();
    leads.forEach(lead -> narrow.awaitState(lead, "forwarded"));
    leads.forEach(lead -> set(narrow, lead, "nursery").then().statusCode(202));
    leads.forEach(lead -> set(narrow, lead, "in_progress").then().statusCode(202));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(overslept(narrow)).isZero();
              return statusesSet() == 2 * NARROW;
            });
    assertThat(lane.ledger().mostArrivals(second, tester.window())).isLessThanOrEqualTo(NARROW);
  }

  /** Lanes without a due time, with a status that is due. */
  private long overslept(LaneTester.Lane lane) {
    return pool.preparedQuery(
            """
            select count(*) from lane l where customer_id = $1 and next_at = 'infinity'
              and exists (select from lead_update u where u.customer_id = l.customer_id
                and state = 'queued' and next_attempt_at <= now())
            """)
        .execute(Tuple.of(lane.customer().id().value()))
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getLong(0);
  }

  private long statusesSet() {
    return lane.ledger().requests().stream().filter(r -> r.verb().equals("PUT")).count();
  }

  @Test
  void whatIsNoStatusIsRefused() {
    String lead = lane.submit("Dupont");
    set(lead, "won").then().statusCode(422);
    set(lead, "").then().statusCode(422);
    body(lead, "{}").then().statusCode(422);
    body(lead, "{\"status\":\"nursery\",\"colour\":1}").then().statusCode(422);
    body(lead, "nursery").then().statusCode(400);
    set(UUID.randomUUID().toString(), "nursery").then().statusCode(404);
    lane.awaitState(lead, "forwarded");
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String rejected = lane.submit("Durand");
    lane.awaitState(rejected, "rejected");
    set(rejected, "nursery").then().statusCode(409);
  }

  private Response set(String lead, String status) {
    return body(lead, "{\"status\":\"%s\"}".formatted(status));
  }

  private static Response set(LaneTester.Lane lane, String lead, String status) {
    return body(lane, lead, "{\"status\":\"%s\"}".formatted(status));
  }

  private Response body(String lead, String body) {
    return body(lane, lead, body);
  }

  private static Response body(LaneTester.Lane lane, String lead, String body) {
    return lane.asProvider()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/leads/" + lead + "/status");
  }

  private void awaitEvents(String lead, String type, int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                events(lead).getList("items.type").stream().filter(type::equals).count() == count);
  }

  private JsonPath events(String lead) {
    return lane.asProvider().get("/v1/leads/" + lead + "/events").jsonPath();
  }
}
