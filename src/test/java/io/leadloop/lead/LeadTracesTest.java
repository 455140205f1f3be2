package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Scenario;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lead's life is one trace, whose id is the lead's, and nothing in it is personal. */
@GatewayTest
class LeadTracesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject InMemorySpanExporter exported;
  @Inject LaneTester tester;

  @Test
  void aLeadsLifeIsOneTraceFromIntakeToItsTopic() {
    SimulatorSettings settings =
        SimulatorSettings.builder()
            .quota(1_000_000)
            .statuses("En cours")
            .statusDelay(Duration.ofMillis(50))
            .build();
    try (Scenario lane = tester.simulate(settings, 1000)) {
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
          .allSatisfy(span -> assertThat(span.toString()).doesNotContain("Dupont", lane.token()));
    }
  }

  private List<SpanData> spansOf(String lead) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(lead.replace("-", "")))
        .toList();
  }
}
