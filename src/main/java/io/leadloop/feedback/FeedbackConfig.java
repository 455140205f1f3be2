package io.leadloop.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

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
  int partitions();

  /** Partitions of a provider's status topic. */
  @WithDefault("3")
  @Min(1)
  int statusPartitions();

  /** Copies of every topic; -1 takes the broker's default. */
  @WithDefault("-1")
  short replicationFactor();

  /** How long a provider finds its events on its topic. */
  @WithDefault("P7D")
  Duration statusRetention();

  /** How long the log may take to acknowledge before feedback goes to the outbox instead. */
  @WithDefault("PT3S")
  Duration acknowledgeWithin();

  /** How often the relay looks for outbox rows. */
  @WithDefault("PT0.1S")
  Duration relayInterval();

  /** The consumer group that the replicas share. */
  @WithDefault("leadloop")
  @NotBlank
  String consumerGroup();
}
