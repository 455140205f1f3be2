package io.leadloop.kafka;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** The feedback log's topics and consumer group, and the topics that providers read. */
public interface TopicsConfig {
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

  /** Where the consumer puts what can never be projected, with the reason. */
  default String deadTopic() {
    return topic() + ".dead";
  }

  /** The consumer group that the replicas share. */
  @WithDefault("leadloop")
  @NotBlank
  String consumerGroup();
}
