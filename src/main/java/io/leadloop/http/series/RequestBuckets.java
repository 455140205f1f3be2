package io.leadloop.http.series;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Adds histogram buckets to {@code http.server.requests}, so that quantiles can be aggregated over
 * replicas. They are few, because each is a series per URI, method and status.
 */
@Singleton
class RequestBuckets implements MeterFilter {
  private static final double[] NANOSECONDS =
      Stream.of(5, 10, 25, 50, 100, 250, 1_000, 5_000)
          .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
          .toArray();

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().equals("http.server.requests")
        ? DistributionStatisticConfig.builder()
            .serviceLevelObjectives(NANOSECONDS)
            .build()
            .merge(config)
        : config;
  }
}
