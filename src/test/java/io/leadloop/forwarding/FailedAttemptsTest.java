package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.leadloop.lane.status.Lanes;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.testing.Credentials;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts that failed are recorded, and the others are not. */
@GatewayTest
class FailedAttemptsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORD =
      """
      select record_failures(array[$1::uuid], array[$1::uuid], array[$2::int], array[$2::int],
        array[now()], array['unavailable'], array[503], array[7])
      """;

  @Inject LaneTester tester;
  @Inject Credentials credentials;
  @Inject Lanes lanes;
  @Inject Pool pool;

  private Scenario lane;

  @BeforeEach
  void start() {
    lane = tester.simulate(SimulatorSettings.builder().statuses("En cours").build(), 100);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aRefusalIsRecordedWithItsStatusAndDurationForAdministratorsAlone() {
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    show(lead)
        .body("failed_attempts.number", contains(1))
        .body("failed_attempts.outcome", contains("refused"))
        .body("failed_attempts.status", contains(422))
        .body("failed_attempts[0].millis", greaterThanOrEqualTo(0))
        .body("failed_attempts[0].claim", nullValue());
    lane.asProvider().get("/v1/leads/" + lead).then().body("$", not(hasKey("failed_attempts")));
  }

  @Test
  void aLeadThatIsSentAgainKeepsItsFailures() {
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    credentials.asAdministrator().post("/admin/v1/leads/" + lead + "/retry");
    lane.awaitState(lead, "forwarded");
    show(lead).body("failed_attempts.status", contains(422)).body("attempts", is(1));
  }

  @Test
  void anAttemptThatSucceedsIsNotRecorded() {
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "forwarded");
    show(lead).body("failed_attempts", empty());
    assertThat(rows(lead)).isZero();
  }

  @Test
  void aLostAnswerIsUnknownAndHasNoStatus() {
    lane.fault(FaultRule.always(FaultTarget.CALLBACK, new FaultAction.Silence()));
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.LoseAnswer()));
    String lead = lane.submit("Martin");
    await().atMost(PATIENCE).until(() -> rows(lead) == 1);
    show(lead)
        .body("failed_attempts.outcome", contains("unknown"))
        .body("failed_attempts.status", contains(nullValue()));
  }

  @Test
  void theLastTwentyAreKept() {
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "forwarded");
    for (int claim = 1; claim <= 25; claim++) {
      record(lead, claim);
    }
    assertThat(rows(lead)).isEqualTo(20);
    show(lead)
        .body(
            "failed_attempts.number",
            contains(IntStream.iterate(25, n -> n > 5, n -> n - 1).boxed().toArray()));
  }

  @Test
  void erasureForgetsThem() {
    lane.fault(FaultRule.once(FaultTarget.CREATE, new FaultAction.AnswerWith(422)));
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "rejected");
    assertThat(rows(lead)).isEqualTo(1);
    credentials.asAdministrator().delete("/admin/v1/leads/" + lead).then().statusCode(200);
    assertThat(rows(lead)).isZero();
    show(lead).body("failed_attempts", empty());
  }

  @Test
  void anAttemptWhoseReplicaDiedIsUnknown() {
    lanes.pause(lane.customer().id()).await().atMost(PATIENCE);
    String lead = lane.submit("Martin");
    lane.awaitState(lead, "held");
    run("delete from lead_queue where lead_id = $1", lead);
    run("update lead_progress set state = null, due_at = null where lead_id = $1", lead);
    run(
        """
        insert into lane_request (request_id, claim, customer_id, kind, lease_until)
        select id, 1, customer_id, 'lead', now() - interval '1 s' from lead where id = $1
        """,
        lead);
    await().atMost(PATIENCE).until(() -> rows(lead) == 1);
    show(lead)
        .body("failed_attempts.number", contains(1))
        .body("failed_attempts.outcome", contains("unknown"))
        .body("failed_attempts.millis", contains(nullValue()));
  }

  private ValidatableResponse show(String lead) {
    return credentials.asAdministrator().get("/admin/v1/leads/" + lead).then().statusCode(200);
  }

  private void record(String lead, int claim) {
    pool.preparedQuery(RECORD)
        .execute(Tuple.of(UUID.fromString(lead), claim))
        .await()
        .atMost(PATIENCE);
  }

  private void run(String sql, String lead) {
    pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(lead))).await().atMost(PATIENCE);
  }

  private long rows(String lead) {
    return pool.preparedQuery("select count(*) from failed_attempt where lead_id = $1")
        .execute(Tuple.of(UUID.fromString(lead)))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong(0);
  }
}
