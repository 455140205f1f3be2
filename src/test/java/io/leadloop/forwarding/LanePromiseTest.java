package io.leadloop.forwarding;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.Onboarding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;

/** What a 202 promises of a lead's turn, compared with when Oplead got the lead. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
class LanePromiseTest {
  private static final int QUOTA = 10;
  private static final int LEADS = 45;

  /** What a poll, a slow machine and the time of a request add to any wait. */
  private static final Duration SLACK = Duration.ofMillis(1500);

  @Inject Onboarding onboarding;
  @Inject Vertx vertx;

  private final String token = UUID.randomUUID().toString();

  @Test
  void theEstimateIsHonestWithinAFactorOfTwo() {
    try (SimulatedOplead oplead =
        new SimulatedOplead(vertx, SimulatorSettings.builder().quota(LEADS).build())) {
      oplead.accept(token);
      oplead.startAndAwait();
      Onboarding.Pair pair =
          onboarding.providerWithCustomer(
              new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
      Map<String, Duration> promised = new HashMap<>();
      Map<String, Instant> submitted = new HashMap<>();
      for (int i = 0; i < LEADS; i++) {
        String name = "lead-" + i;
        JsonPath lead = submit(pair, name);
        Instant at = time(lead, "created_at");
        submitted.put(name, at);
        promised.put(name, Duration.between(at, time(lead, "lane.estimated_at")));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> oplead.ledger().requests().size() == LEADS);

      submitted.forEach(
          (name, at) -> {
            Duration waited = Duration.between(at, arrival(oplead, name));
            assertThat(waited).as(name).isLessThan(promised.get(name).multipliedBy(2).plus(SLACK));
            assertThat(promised.get(name)).as(name).isLessThan(waited.multipliedBy(2).plus(SLACK));
          });
      assertThat(submit(pair, "last").getInt("lane.ahead")).isZero();
    }
  }

  private static Instant arrival(SimulatedOplead oplead, String name) {
    return oplead.ledger().requests().stream()
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
}
