package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.OpleadAccess;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.LaneTester;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lead's life is one trace, whose id is the lead's, and nothing in it is personal. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
class LeadTracesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject InMemorySpanExporter exported;
  @Inject LaneTester tester;
  @Inject Vertx vertx;

  @Test
  void aLeadsLifeIsOneTraceFromIntakeToItsTopic() {
    String token = UUID.randomUUID().toString();
    SimulatorSettings settings =
        SimulatorSettings.builder()
            .quota(1_000_000)
            .statuses("En cours")
            .statusDelay(Duration.ofMillis(50))
            .build();
    try (SimulatedOplead oplead = new SimulatedOplead(vertx, settings)) {
      oplead.accept(token);
      oplead.startAndAwait();
      LaneTester.Lane lane =
          tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), 1000);
      String lead = lane.submit("Dupont");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(spansOf(lead))
                      .extracting(SpanData::getName)
                      .containsExactlyInAnyOrder(
                          "accept",
                          "send lead",
                          "take callback",
                          "publish event",
                          "publish event"));
      assertThat(spansOf(lead))
          .allMatch(span -> span.getStartEpochNanos() <= span.getEndEpochNanos())
          .allSatisfy(span -> assertThat(span.toString()).doesNotContain("Dupont", token));
    }
  }

  private List<SpanData> spansOf(String lead) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(lead.replace("-", "")))
        .toList();
  }
}
