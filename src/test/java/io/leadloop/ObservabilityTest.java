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
import io.leadloop.push.delivery.PushTester;
import io.leadloop.silence.CoverageTester;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts use only metrics that the gateway exports. */
@GatewayTest
class ObservabilityTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int QUOTA = 100;

  @Inject LaneTester lanes;
  @Inject GaugeTester gauges;
  @Inject CoverageTester coverage;
  @Inject PushTester push;
  @Inject Vertx vertx;

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void everyMetricOfTheDashboardAndTheAlertsIsExported() {
    SimulatorSettings settings =
        SimulatorSettings.builder()
            .statuses("Nouveau", "Un statut sans code")
            .statusDelay(Duration.ofMillis(100))
            .build();
    try (Scenario lane = lanes.simulate(settings, QUOTA);
        SimulatedReceiver receiver = new SimulatedReceiver(vertx).startAndAwait()) {
      push.activate(receiver).lead(1);
      String lead = lane.submit("Dupont");
      OpleadAccess refused = new OpleadAccess(Optional.of(lane.oplead().baseUrl()), "another");
      lanes.open(refused, QUOTA).submit("Durand");
      await()
          .atMost(PATIENCE)
          .until(() -> "Un statut sans code".equals(lane.show(lead).getString("status.label")));
      readTopic(lane.pair().provider());
      coverage.refresh();
      gauges.refresh();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing()).isEmpty());
    }
    assertThat(given().get(metrics).asString())
        .doesNotContainPattern("(?m)^# HELP leadloop_\\S* *$");
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
