package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsumerMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MovedClock clock = new MovedClock();
  private final ConsumerMetrics metrics = new ConsumerMetrics(registry, clock);

  @Test
  void theAgeOfTheLastRoundGrowsFromTheStartAndUntilTheNextOne() {
    assertThat(age()).isZero();
    clock.advance(Duration.ofMinutes(6));
    assertThat(age()).as("no round at all").isEqualTo(360);
    metrics.roundEnded();
    assertThat(age()).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(age()).isEqualTo(2);
  }

  private double age() {
    return registry.get("leadloop.feedback.round.age").timeGauge().value(TimeUnit.SECONDS);
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
