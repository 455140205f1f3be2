package io.leadloop.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The feedback log, its consumer and the topics that providers read. */
@ConfigMapping(prefix = "leadloop.feedback")
public interface FeedbackConfig {
  /** The log's topic. */
  @WithDefault("leadloop.feedback")
  @NotBlank
  String topic();

  /** Partitions of the log: the most replicas that can share its work. */
  @WithDefault("12")
  @Min(1)
  @Max(1000)
  int partitions();

  /**
   * How long the log, and the topic of its dead letters, keep a record: longer than the database
   * may ever be away.
   */
  @WithDefault("P30D")
  Duration retention();

  /** Partitions of a provider's status topic. */
  @WithDefault("3")
  @Min(1)
  @Max(1000)
  int statusPartitions();

  /** Copies of every topic; -1 takes the broker's default. */
  @WithDefault("-1")
  short replicationFactor();

  /** How long a provider finds its events on its topic. */
  @WithDefault("P7D")
  Duration statusRetention();

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

  /** The callbacks that may wait for the outbox at once. */
  @WithDefault("10000")
  @Min(1)
  @Max(1_000_000)
  int maxWaiting();

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

  /** How often the relay looks for outbox rows. */
  @WithDefault("PT0.1S")
  @DurationMin(millis = 1)
  @DurationMax(minutes = 1)
  Duration relayInterval();

  /** The consumer group that the replicas share. */
  @WithDefault("leadloop")
  @NotBlank
  String consumerGroup();

  /** Where the consumer puts what can never be projected, with the reason. */
  default String deadTopic() {
    return topic() + ".dead";
  }

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
