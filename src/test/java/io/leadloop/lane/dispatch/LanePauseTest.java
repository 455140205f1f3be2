package io.leadloop.lane.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.lane.call.TokenCheck;
import io.leadloop.lane.pace.LanePace;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.lane.status.Lanes;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a lane waits where Oplead asks it to, what it sends afterwards, and how it reports that. */
@GatewayTest
class LanePauseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(10);

  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject TokenCheck tokens;
  @Inject Customers customers;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;
  private LaneTester.Lane lane;

  @AfterEach
  void close() {
    if (oplead != null) {
      oplead.close();
    }
  }

  /** The lane once went on with nine tenths of what it had sent until then. */
  @Test
  void afterOneRefusalAndItsPauseTheWholeQuotaFollows() {
    int quota = 30;
    open(1_000, Duration.ofMinutes(1), quota);
    oplead.fault(token, FaultRule.once(FaultTarget.CREATE, answer(429, "1")));
    List<String> ids = submit(3 * quota);
    ids.forEach(id -> lane.awaitState(id, "forwarded"));

    assertThat(Arrivals.fullestWindow(Arrivals.nanos(oplead), tester.window()))
        .isLessThanOrEqualTo(quota);
    assertThat(status().usedElsewhere()).isZero();
  }

  /** Such a lane once stood still for a window, and did not report it. */
  @Test
  void anOpleadThatIsUnavailableForAWhileLeavesTheLaneItsQuota() {
    open(1_000, Duration.ofMinutes(1), 30);
    oplead.fault(token, FaultRule.times(3, FaultTarget.CREATE, answer(503, "1")));
    String id = lane.submit("first");

    await().atMost(PATIENCE).until(() -> status().sleepsUntil().isPresent());
    lane.awaitState(id, "forwarded");
    assertThat(status().pace()).isEmpty();
    assertThat(status().usedElsewhere()).isZero();
  }

  @Test
  void aLaneSaysWhyItWaitsAndUntilWhen() {
    open(1_000, Duration.ofMinutes(1), 30);
    oplead.fault(token, FaultRule.once(FaultTarget.CREATE, answer(429, "25")));
    lane.submit("first");
    await().atMost(PATIENCE).until(() -> status().sleepsUntil().isPresent());

    assertThat(status().sleepReason()).hasValueSatisfying(why -> assertThat(why).contains("429"));
    JsonPath answer = answerToLead();
    assertThat(answer.getString("lane.sleep_reason")).contains("429");
    assertThat(time(answer, "lane.sleeps_until")).isEqualTo(status().sleepsUntil().orElseThrow());
    assertThat(time(answer, "lane.estimated_at"))
        .isAfterOrEqualTo(time(answer, "lane.sleeps_until"));
  }

  /** As of the limit of 5 a second: the share of a window once made of it 191 s for 40 leads. */
  @Test
  @Tag("long")
  void aLimitPerSecondIsLearned() {
    open(5, Duration.ofSeconds(1), 100);
    List<String> ids = submit(40);
    ids.forEach(id -> lane.awaitState(id, "forwarded"));

    assertThat(ids).allSatisfy(id -> assertThat(lane.show(id).getInt("attempts")).isEqualTo(1));
    assertThat(oplead.ledger().requests()).filteredOn(r -> !r.admitted()).hasSizeLessThan(60);
  }

  @Test
  void aNewTokenHasNothingToWaitFor() throws Throwable {
    open(1_000, Duration.ofMinutes(1), 30);
    oplead.fault(token, FaultRule.once(FaultTarget.CREATE, answer(429, "3000")));
    String id = lane.submit("first");
    await().atMost(PATIENCE).until(() -> status().sleepsUntil().isPresent());

    String other = UUID.randomUUID().toString();
    oplead.accept(other);
    VertxContextSupport.subscribeAndAwait(() -> customers.rotateToken(lane.customer().id(), other));
    assertThat(status().sleepsUntil()).isEmpty();
    lane.awaitState(id, "forwarded");
  }

  @Test
  void anAdministratorsQuestionHasASlotWhileLeadsWait() {
    int quota = 50;
    open(1_000, Duration.ofMinutes(1), quota);
    // Half of the slots are taken until they are answered, so that a busy machine fills the others.
    oplead.fault(
        token, FaultRule.times(24, FaultTarget.CREATE, new FaultAction.Delay(ANSWERED_AFTER)));
    lanes.pause(lane.customer().id()).await().indefinitely();
    submit(2 * quota);
    lanes.resume(lane.customer().id()).await().indefinitely();
    await().atMost(PATIENCE).until(() -> status().used() == quota - 1);

    assertThat(check()).isEqualTo("ok");
  }

  @Test
  void whereNoSlotIsLeftTheQuestionIsAnsweredWithATimeAndHasTheNextOne() {
    open(1_000, Duration.ofMinutes(1), 5);
    submit(60);
    // Once the window has gone on, the question has a slot and is asked again.
    ProblemException usedUp =
        await()
            .atMost(PATIENCE)
            .until(
                () -> catchThrowableOfType(ProblemException.class, this::check), Objects::nonNull);
    assertThat(usedUp.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(usedUp.retryAfter())
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), tester.window()));

    await().atMost(PATIENCE).ignoreExceptions().until(() -> check().equals("ok"));
    assertThat(status().waiting()).isPositive();
  }

  /** Leads in front of it once were all sent before. */
  @Test
  void aStatusGoesBeforeMostOfTheLeadsThatWait() {
    open(1_000, Duration.ofMinutes(1), 10);
    String won = lane.submit("won");
    lane.awaitState(won, "forwarded");
    lanes.pause(lane.customer().id()).await().indefinitely();
    submit(60);
    JsonPath paused = answerToStatus(won, "nursery");
    lanes.resume(lane.customer().id()).await().indefinitely();
    // A lane that is paused promises no time.
    JsonPath resumed = answerToStatus(won, "in_progress");
    await().atMost(PATIENCE).until(() -> requests("PUT") == 2 && requests("POST") == 61);

    assertThat(verbs().indexOf("PUT")).isLessThan(30);
    assertThat(paused.getInt("lane.ahead")).isZero();
    assertThat(resumed.getInt("lane.ahead")).isLessThanOrEqualTo(1);
    assertThat(time(resumed, "lane.estimated_at"))
        .isBefore(time(resumed, "created_at").plus(tester.window().multipliedBy(3)));
  }

  private JsonPath answerToStatus(String lead, String status) {
    return given()
        .header("Authorization", "Bearer " + lane.pair().key().reveal())
        .contentType(ContentType.JSON)
        .body("{\"status\":\"%s\"}".formatted(status))
        .put("/v1/leads/" + lead + "/status")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  @Test
  void theDatabaseComputesTheSamePace() {
    Instant at = Instant.EPOCH;
    for (int millis = -2_000; millis < 90_000; millis += 1_999) {
      LanePace pace = new LanePace(7, at.minusMillis(millis));
      Integer expected =
          pace.at(at, 100, Duration.ofMinutes(1)).stream().boxed().findFirst().orElse(null);
      assertThat(
              pool.preparedQuery(
                      "select lane_pace(7, now() - $1 * interval '1 ms', 100, interval '1 min')")
                  .execute(Tuple.of(millis))
                  .await()
                  .indefinitely()
                  .iterator()
                  .next()
                  .getInteger(0))
          .as("after %d ms", millis)
          .isEqualTo(expected);
    }
  }

  private void open(int allowed, Duration within, int quota) {
    oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .quota(allowed)
                .quotaWindow(within)
                .statuses("Nouveau")
                .build());
    oplead.accept(token);
    oplead.startAndAwait();
    lane = tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), quota);
  }

  private List<String> submit(int leads) {
    return IntStream.range(0, leads).mapToObj(i -> lane.submit("lead-" + i)).toList();
  }

  private JsonPath answerToLead() {
    return given()
        .header("Authorization", "Bearer " + lane.pair().key().reveal())
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"second\",\"phone\":\"0601020304\"}}"
                .formatted(lane.customer().slug()))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private void update(String sql) {
    pool.preparedQuery(sql).execute(Tuple.of(lane.customer().id().value())).await().indefinitely();
  }

  private String check() {
    return tokens.check(lane.customer()).await().indefinitely();
  }

  private LaneStatus status() {
    return lanes.status(lane.customer().id()).await().indefinitely();
  }

  private long requests(String verb) {
    return verbs().stream().filter(verb::equals).count();
  }

  /** Of the requests in the order of their arrival. */
  private List<String> verbs() {
    return oplead.ledger().requests().stream()
        .filter(RecordedRequest::admitted)
        .map(RecordedRequest::verb)
        .toList();
  }

  private static FaultAction answer(int status, String retryAfter) {
    return new FaultAction.AnswerWith(status, Optional.of(retryAfter), Optional.empty());
  }

  private static Instant time(JsonPath json, String path) {
    return OffsetDateTime.parse(json.getString(path)).toInstant();
  }
}
