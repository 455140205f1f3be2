package io.leadloop.lane.dispatch;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.lane.status.Lanes;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.leadloop.testing.Arrivals;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a 202 promises of a lead's turn, compared with when Oplead got the lead. */
@GatewayTest
class LanePromiseTest {
  private static final String TOKEN = UUID.randomUUID().toString();
  private static final int QUOTA = 10;
  private static final int LEADS = 45;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a poll, a slow machine and the time of a request add to any wait. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @Inject Onboarding onboarding;
  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject Vertx vertx;

  /** Both lanes take some windows, so that they work at the same time. */
  @Test
  void theEstimateIsHonestWithinAFactorOfTwo() {
    CompletableFuture<Void> narrow =
        CompletableFuture.runAsync(this::requireHonestyWhileOpleadTakesLessThanTheQuota);
    try {
      requireHonestyWhileOpleadTakesTheQuota();
    } finally {
      narrow.join();
    }
  }

  private void requireHonestyWhileOpleadTakesTheQuota() {
    try (SimulatedOplead oplead = oplead(LEADS, Duration.ofMinutes(1))) {
      Onboarding.Pair pair = open(oplead);
      requireHonest(oplead, submitAll(pair, LEADS));
      assertThat(submit(pair, "last").getInt("lane.ahead")).isZero();
    }
  }

  /**
   * Such a lane once promised every lead for at once, which the last ones of so many disprove: they
   * wait for longer than the slack.
   */
  private void requireHonestyWhileOpleadTakesLessThanTheQuota() {
    try (SimulatedOplead oplead = oplead(QUOTA / 2, tester.window())) {
      Onboarding.Pair pair = open(oplead);
      for (int i = 0; i < 2 * QUOTA; i++) {
        submit(pair, "before-" + i);
      }
      await().atMost(PATIENCE).until(() -> status(pair).usedElsewhere() > 0);
      requireHonest(oplead, submitAll(pair, QUOTA));
    }
  }

  private LaneStatus status(Onboarding.Pair pair) {
    return lanes.status(pair.customer().id()).await().indefinitely();
  }

  private SimulatedOplead oplead(int quota, Duration window) {
    SimulatedOplead oplead =
        new SimulatedOplead(
            vertx, SimulatorSettings.builder().quota(quota).quotaWindow(window).build());
    oplead.accept(TOKEN);
    return oplead.startAndAwait();
  }

  private Onboarding.Pair open(SimulatedOplead oplead) {
    return onboarding.providerWithCustomer(
        new OpleadAccess(Optional.of(oplead.baseUrl()), TOKEN), QUOTA);
  }

  /** When each was submitted, and the wait that the answer gave. */
  private static Map<String, Promise> submitAll(Onboarding.Pair pair, int leads) {
    Map<String, Promise> promises = new HashMap<>();
    for (int i = 0; i < leads; i++) {
      JsonPath lead = submit(pair, "lead-" + i);
      Instant at = time(lead, "created_at");
      Duration wait = Duration.between(at, time(lead, "lane.estimated_at"));
      promises.put("lead-" + i, new Promise(at, wait));
    }
    return promises;
  }

  private static void requireHonest(SimulatedOplead oplead, Map<String, Promise> promises) {
    await().atMost(PATIENCE).until(() -> Arrivals.names(oplead).containsAll(promises.keySet()));
    promises.forEach(
        (name, promise) -> {
          Duration waited = Duration.between(promise.at(), arrival(oplead, name));
          assertThat(waited).as(name).isLessThan(promise.told().multipliedBy(2).plus(SLACK));
          assertThat(promise.told()).as(name).isLessThan(waited.multipliedBy(2).plus(SLACK));
        });
  }

  private static Instant arrival(SimulatedOplead oplead, String name) {
    return oplead.ledger().requests().stream()
        .filter(RecordedRequest::admitted)
        .filter(request -> request.body().toString(UTF_8).contains("\"" + name + "\""))
        .findFirst()
        .orElseThrow()
        .arrival()
        .at();
  }

  private static JsonPath submit(Onboarding.Pair pair, String name) {
    return given()
        .header("Authorization", "Bearer " + pair.key().reveal())
        .contentType(ContentType.JSON)
        .body(
            "{\"customer\":\"%s\",\"lead\":{\"lastname\":\"%s\",\"phone\":\"0601020304\"}}"
                .formatted(pair.customer().slug(), name))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath();
  }

  private static Instant time(JsonPath json, String path) {
    return OffsetDateTime.parse(json.getString(path)).toInstant();
  }

  /**
   * The promise in the answer to a lead.
   *
   * @param told how long it may wait
   */
  private record Promise(Instant at, Duration told) {}
}
