package io.leadloop.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.AdminCommandLine;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.Scenario;
import io.leadloop.testing.Sql;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of many leads, from their estimate to their end. */
@GatewayTest
class BulkOperationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int STEP = 200;

  /** More than two steps. */
  private static final int MANY = 450;

  /** Each change of a customer's leads fails. */
  private static final String REFUSAL =
      """
      create function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'refused by the test'; end $$;
      create trigger refuse_change before update on lead_progress for each row
        when (old.customer_id = '%s') execute function refuse_change()
      """;

  @Inject BulkScene scene;
  @Inject BulkTask task;
  @Inject BulkRepository operations;
  @Inject Credentials credentials;
  @Inject LaneTester lanes;
  @Inject Pool pool;

  @ConfigProperty(name = "leadloop.public-url")
  String gateway;

  private Onboarding.Pair pair;
  private Map<String, String> ofCustomer;

  @BeforeEach
  void onboard() {
    pair = scene.pair();
    ofCustomer = Map.of("customer", pair.customer().slug());
  }

  @Test
  void leadsThatOpleadRefusedAreSentAgainAndArrive() {
    try (Scenario scenario = lanes.simulate(SimulatorSettings.defaults(), 100)) {
      scenario.fault(FaultRule.times(3, FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
      List<String> leads = IntStream.range(0, 3).mapToObj(i -> scenario.submit("l" + i)).toList();
      leads.forEach(lead -> scenario.awaitState(lead, "rejected"));
      Map<String, String> filter =
          Map.of("customer", scenario.customer().slug(), "state", "rejected");
      scene
          .post("retry", filter, true)
          .statusCode(200)
          .body("leads", is(3))
          .body("at_least", is(false))
          .body("left_out", is(0))
          .body("seconds", is(0))
          .body("lanes", hasSize(1))
          .body("lanes[0].customer", equalTo(scenario.customer().slug()));
      assertThat(scenario.show(leads.get(0)).getString("state")).isEqualTo("rejected");

      JsonPath ended = scene.awaitEnd(scene.start("retry", filter));
      assertThat(ended.getString("state")).isEqualTo("done");
      assertThat(ended.getInt("done")).isEqualTo(3);
      assertThat(ended.getInt("skipped")).isZero();
      leads.forEach(lead -> scenario.awaitState(lead, "forwarded"));
    }
  }

  @Test
  void eachLeadIsMovedOnceByWhicheverReplicaTakesTheStep() {
    scene.add(pair, MANY, "rejected");
    scene.add(pair, 5, "expired");
    scene.post("retry", ofCustomer, true).body("leads", is(MANY + 5)).body("seconds", nullValue());
    String id = scene.start("retry", ofCustomer);
    for (int replica = 0; replica < 4; replica++) {
      task.round().subscribe().with(next -> {}, failed -> {});
    }
    JsonPath ended = scene.awaitEnd(id);
    assertThat(ended.getInt("done")).isEqualTo(MANY + 5);
    assertThat(ended.getInt("skipped")).isZero();
    assertThat(ended.getInt("total")).isEqualTo(MANY + 5);
    assertThat(ended.getString("ended_at")).isNotNull();
    assertThat(inQueue()).isEqualTo(MANY + 5);
    assertThat(
            BulkScene.count(
                "select count(*) from lead_progress where customer_id = ? and retry and attempts = 0",
                pair.customer().id().value()))
        .as("those that come meanwhile go first")
        .isEqualTo(MANY + 5);
  }

  @Test
  void anOperationGoesOnWhereADeadReplicaLeftIt() throws SQLException {
    scene.add(pair, MANY, "rejected");
    String id;
    try (Connection other = blockSecondStep()) {
      id = scene.start("retry", ofCustomer);
      await().atMost(PATIENCE).until(() -> scene.show(id).getInt("done") == STEP);
      await().atMost(PATIENCE).until(() -> terminateBlockedStep() == 1);
    }
    JsonPath ended = scene.awaitEnd(id);
    assertThat(ended.getInt("done")).isEqualTo(MANY);
    assertThat(ended.getInt("skipped")).isZero();
    assertThat(inQueue()).isEqualTo(MANY);
  }

  /** Regression: the oldest was tried at each round, and no other had a turn. */
  @Test
  void anOperationWhoseStepsFailKeepsNoOtherWaiting() throws SQLException {
    Onboarding.Pair other = scene.pair();
    scene.add(pair, 1, "rejected");
    scene.add(other, 1, "rejected");
    String failing;
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, REFUSAL.formatted(pair.customer().id())).execute();
      try {
        failing = scene.start("retry", ofCustomer);
        String second = scene.start("retry", Map.of("customer", other.customer().slug()));
        assertThat(scene.awaitEnd(second).getInt("done")).isEqualTo(1);
        assertThat(scene.show(failing).getString("state")).isEqualTo("running");
      } finally {
        Sql.prepare(connection, "drop function refuse_change cascade").execute();
      }
    }
    assertThat(scene.awaitEnd(failing).getInt("done")).isEqualTo(1);
  }

  @Test
  void leadsThatMayNotBeSentAgainAreSkipped() throws SQLException {
    scene.add(pair, 3, "rejected");
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(
              connection,
              "update lead set document = null where customer_id = ? and reference = 'rejected-1'",
              pair.customer().id().value())
          .execute();
    }
    scene.post("retry", ofCustomer, true).body("leads", is(2));
    JsonPath ended = scene.awaitEnd(scene.start("retry", ofCustomer));
    assertThat(ended.getInt("done")).isEqualTo(2);
    assertThat(ended.getInt("skipped")).isEqualTo(1);
  }

  @Test
  void heldLeadsOfAStoppedLaneAreLeftOut() {
    scene.add(pair, 4, "held");
    scene.post("release", ofCustomer, true).body("leads", is(0)).body("left_out", is(4));
    JsonPath ended = scene.awaitEnd(scene.start("release", ofCustomer));
    assertThat(ended.getInt("done")).isZero();
    assertThat(ended.getInt("skipped")).isEqualTo(4);
    assertThat(inQueue()).isZero();
  }

  @Test
  void aCancelledOperationEndsAfterItsStepAndStaysSo() throws SQLException {
    scene.add(pair, 10 * STEP, "rejected");
    String id;
    CompletableFuture<JsonPath> cancelling;
    try (Connection other = blockSecondStep()) {
      id = scene.start("retry", ofCustomer);
      await().atMost(PATIENCE).until(() -> scene.show(id).getInt("done") == STEP);
      cancelling = CompletableFuture.supplyAsync(() -> cancel(id));
      await().atMost(PATIENCE).until(() -> waiting("%set state = ''cancelled''%") == 1);
    }
    JsonPath cancelled = cancelling.join();
    assertThat(cancelled.getString("state")).isEqualTo("cancelled");
    assertThat(cancelled.getString("ended_by")).contains("Marie");
    assertThat(cancelled.getInt("done")).isBetween(2 * STEP, 9 * STEP);
    assertThat(inQueue()).isEqualTo(cancelled.getInt("done"));
    assertThat(cancel(id).getString("ended_at")).isEqualTo(cancelled.getString("ended_at"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(audited(id))
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("bulk.cancel cancelled "));
  }

  @Test
  void itsStartAndItsEndAreAudited() {
    scene.add(pair, 2, "rejected");
    String id = scene.start("retry", ofCustomer);
    scene.awaitEnd(id);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(audited(id))
                    .containsExactly(
                        "bulk.start running 0 " + pair.customer().slug(),
                        "bulk.end done 2 " + pair.customer().slug()));
    assertThat(
            BulkScene.count(
                "select count(*) from audit_entry where action = 'lead.retry' and time > now() -"
                    + " interval '1 hour' and subject in (select 'leads/' || id from lead where"
                    + " customer_id = ?)",
                pair.customer().id().value()))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry | {} | /filter",
        "retry | {\"state\": \"forwarded\"} | /filter/state",
        "release | {\"state\": \"rejected\"} | /filter/state",
        "retry | {\"state\": \"none\"} | /filter/state",
        "retry | {\"provider\": \"Not A Slug\"} | /filter/provider",
        "retry | {\"created_after\": \"yesterday\"} | /filter/created_after",
        "retry | {\"unknown\": \"x\"} | /filter/unknown",
        "erase | {\"customer\": \"c\"} | /action"
      })
  void aWrongFilterIsExplained(String action, String filter, String pointer) {
    credentials
        .asAdministrator()
        .contentType("application/json")
        .body("{\"action\": \"%s\", \"filter\": %s}".formatted(action, filter))
        .post(BulkScene.PATH)
        .then()
        .statusCode(422)
        .body("type", is("/problems/invalid-body"))
        .body("errors[0].pointer", is(pointer));
  }

  @Test
  void anOperationIsListedAndForgottenLater() {
    String id = scene.start("retry", ofCustomer);
    scene.awaitEnd(id);
    credentials
        .asAdministrator()
        .get(BulkScene.PATH + "?limit=500")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + id + "' }.started_by", containsString("Marie"))
        .body("items.find { it.id == '" + id + "' }.ended_at", notNullValue());
    credentials.asAdministrator().get(BulkScene.PATH + "?after=x").then().statusCode(400);
    update("update bulk_operation set ended_at = now() - interval '91 days' where id = ?", id);
    operations.forget(pool, Duration.ofDays(90)).await().atMost(PATIENCE);
    credentials.asAdministrator().get(BulkScene.PATH + "/" + id).then().statusCode(404);
  }

  @Test
  void theCommandLineWaitsForTheEnd() {
    scene.add(pair, 2, "rejected");
    AdminCommandLine admin =
        AdminCommandLine.inThisProcess(gateway, credentials.of("ADMINISTRATOR_KEY").orElseThrow());
    String customer = pair.customer().slug();
    JsonNode plan = admin.run("bulk", "retry", "--customer", customer, "--dry-run");
    assertThat(plan.get("leads").asInt()).isEqualTo(2);
    AdminCommandLine.Ended ended = admin.end("bulk", "retry", "--customer", customer);
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("\"state\" : \"done\"", "\"done\" : 2");
    String id = ended.out().replaceFirst("(?s).*\"id\" : \"([^\"]+)\".*", "$1");
    assertThat(admin.run("bulk", "show", id).get("state").asText()).isEqualTo("done");
    assertThat(admin.run("bulk", "cancel", id).get("state").asText()).isEqualTo("done");
    assertThat(admin.end("bulk", "list").out()).contains(id);
    assertThat(admin.end("bulk", "release").err()).contains("422", "/filter");
    JsonNode detached = admin.run("bulk", "release", "--customer", customer, "--detach");
    assertThat(scene.awaitEnd(detached.get("id").asText()).getString("state")).isEqualTo("done");
  }

  private List<String> audited(String id) {
    return credentials
        .asAdministrator()
        .get("/admin/v1/audit?limit=500&after=" + auditedBefore(id))
        .jsonPath()
        .<Map<String, Object>>getList(
            "items.findAll { it.subject == 'bulk-operations/" + id + "' }")
        .stream()
        .map(
            entry -> {
              Map<?, ?> after = (Map<?, ?>) entry.get("after");
              return "%s %s %s %s"
                  .formatted(
                      entry.get("action"),
                      after.get("state"),
                      after.get("done"),
                      ((Map<?, ?>) after.get("filter")).get("customer"));
            })
        .toList();
  }

  /** The cursor before the first entry of the operation. */
  private static String auditedBefore(String id) {
    return (BulkScene.count(
                "select min(transaction::text::bigint) from audit_entry where subject = ?",
                "bulk-operations/" + id)
            - 1)
        + "-0";
  }

  private long inQueue() {
    return BulkScene.count(
        "select count(*) from lead_queue where customer_id = ?", pair.customer().id().value());
  }

  private JsonPath cancel(String id) {
    return credentials
        .asAdministrator()
        .post(BulkScene.PATH + "/" + id + "/cancel")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Holds a lead of the second step until it is closed. */
  private Connection blockSecondStep() throws SQLException {
    Connection connection = Sql.connectAsOwner();
    connection.setAutoCommit(false);
    Sql.prepare(
            connection,
            """
            select from lead_progress where lead_id =
              (select id from lead where customer_id = ? and reference = 'rejected-300') for update
            """,
            pair.customer().id().value())
        .execute();
    return connection;
  }

  /** Ends the connection on which the second step waits, as if its replica had died. */
  private long terminateBlockedStep() {
    return one(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where query like"
            + " '%requeue_leads%' and wait_event_type = 'Lock' and pid <> pg_backend_pid()");
  }

  private long waiting(String statement) {
    return one(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '"
            + statement
            + "' and pid <> pg_backend_pid()");
  }

  /** By the gateway's own role, which sees its statements. */
  private long one(String sql) {
    return pool.query(sql)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(PATIENCE);
  }

  private static void update(String sql, String id) {
    try (Connection connection = Sql.connectAsOwner()) {
      Sql.prepare(connection, sql, UUID.fromString(id)).execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
