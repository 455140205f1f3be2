package io.leadloop.feedback;

import io.leadloop.kafka.TopicsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The feedback log, its consumer and the topics that providers read. */
@ConfigMapping(prefix = "leadloop.feedback")
public interface FeedbackConfig extends TopicsConfig {
  /**
   * How long each store may take to acknowledge: the log before feedback goes to the outbox
   * instead, then the outbox before it is refused.
   */
  @WithDefault("PT3S")
  @DurationMin(millis = 100)
  @DurationMax(seconds = 20)
  Duration acknowledgeWithin();

  /**
   * The callbacks, in bytes of their records on the log (four thirds of a body, and half a
   * kilobyte), that may wait for a store at once; beyond them they are refused.
   */
  @WithDefault("33554432")
  @Min(1_048_576)
  @Max(1_073_741_824)
  long maxBytesUnderWay();

  /** When the log is left alone for a while. */
  Breaker breaker();

  /**
   * How far Oplead's clock and this one may differ: by that much a status may seem older than the
   * one before, whose time is that of a receipt, or than its lead, and count all the same.
   */
  @WithDefault("PT1M")
  @DurationMin
  @DurationMax(minutes = 60)
  Duration clockTolerance();

  /** The circuit breaker before the log: while it is open, feedback goes straight to the outbox. */
  interface Breaker {
    /** The last calls that count. */
    @WithDefault("20")
    @Min(2)
    @Max(10_000)
    int calls();

    /** How many of them failed when it opens, from 0 to 1. */
    @WithDefault("0.5")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double failureRatio();

    /** How long it stays open before one callback tries the log again. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    Duration delay();
  }
}
