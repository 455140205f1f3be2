package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {
  private final MeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void limit() {
    SeriesLimit limit = new SeriesLimit();
    metrics.config().meterFilter(limit);
    limit.bindTo(metrics);
  }

  @Test
  void seriesPerNameAreBounded() {
    for (int i = 0; i < SeriesLimit.MAX_SERIES_PER_NAME + 10; i++) {
      metrics.counter("grows", "label", "value-" + i).increment();
    }
    assertThat(metrics.find("grows").counters()).hasSize(SeriesLimit.MAX_SERIES_PER_NAME);
    assertThat(refused()).isEqualTo(10);

    metrics.counter("grows", "label", "value-1").increment();
    assertThat(metrics.get("grows").tag("label", "value-1").counter().count()).isEqualTo(2);
    metrics.counter("other", "label", "value").increment();
    assertThat(metrics.find("other").counters()).hasSize(1);
  }

  @Test
  void seriesOfAllNamesAreBounded() {
    for (int i = 0; i < SeriesLimit.MAX_SERIES + 10; i++) {
      metrics.counter("name-" + i % 20, "label", "value-" + i);
    }
    assertThat(metrics.getMeters()).hasSize(SeriesLimit.MAX_SERIES);
  }

  @Test
  void labelLengthIsBounded() {
    metrics.counter("long", "label", "x".repeat(SeriesLimit.MAX_VALUE_LENGTH + 1));
    assertThat(metrics.find("long").counters()).isEmpty();
    metrics.counter("long", "label", "x".repeat(SeriesLimit.MAX_VALUE_LENGTH));
    assertThat(metrics.find("long").counters()).hasSize(1);
  }

  private double refused() {
    return metrics.find("leadloop.metrics.refused").functionCounter().count();
  }
}
