package io.leadloop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.feedback.GaugeTester;
import io.leadloop.observability.AlertRules;
import io.leadloop.observability.Dashboard;
import io.leadloop.observability.MetricsPage;
import io.leadloop.provider.Provider;
import io.leadloop.silence.CoverageTester;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.LaneTester;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for nothing that the gateway does not show. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
class ObservabilityTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int QUOTA = 100;

  @Inject LaneTester lanes;
  @Inject GaugeTester gauges;
  @Inject CoverageTester coverage;
  @Inject Vertx vertx;

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String token = UUID.randomUUID().toString();
  private SimulatedOplead oplead;

  @BeforeEach
  void start() {
    oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .statuses("Nouveau", "Un statut sans code")
                .statusDelay(Duration.ofMillis(100))
                .build());
    oplead.accept(token);
    oplead.startAndAwait();
  }

  @AfterEach
  void close() {
    oplead.close();
  }

  @Test
  void everyMetricOfTheDashboardAndTheAlertsIsOnTheGatewaysPage() {
    LaneTester.Lane lane = lane(token);
    String lead = lane.submit("Dupont");
    lane(UUID.randomUUID().toString()).submit("Durand");
    await()
        .atMost(PATIENCE)
        .until(() -> "Un statut sans code".equals(lane.show(lead).getString("status.label")));
    readTopic(lane.pair().provider());
    coverage.refresh();
    gauges.refresh();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing()).isEmpty());
    assertThat(given().get(metrics).asString())
        .doesNotContainPattern("(?m)^# HELP leadloop_\\S* *$");
  }

  private LaneTester.Lane lane(String token) {
    return lanes.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), QUOTA);
  }

  private void readTopic(Provider provider) {
    new KafkaUser(KafkaLogin.ofGateway(kafka))
        .read(provider.topic(), provider.groupPrefix() + "reader");
  }

  private List<String> missing() {
    MetricsPage page = new MetricsPage(given().get(metrics).asString());
    return Stream.concat(Dashboard.expressions().stream(), AlertRules.expressions().stream())
        .flatMap(expression -> page.missing(expression).stream())
        .distinct()
        .sorted()
        .toList();
  }
}
