package io.leadloop.kafka;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** Topics and consumer group of the feedback log, and the providers' status topics. */
public interface TopicsConfig {
  /** The feedback log's topic. */
  @WithDefault("leadloop.feedback")
  @NotBlank
  String topic();

  /** Partitions of the log, which limit the number of replicas that share its work. */
  @WithDefault("12")
  @Min(1)
  @Max(1000)
  int partitions();

  /** Retention of the log and its dead letters; must exceed any outage of the database. */
  @WithDefault("P30D")
  Duration retention();

  /** Partitions of a provider's status topic. */
  @WithDefault("3")
  @Min(1)
  @Max(1000)
  int statusPartitions();

  /** Replication factor of every topic; -1 for the broker's default. */
  @WithDefault("-1")
  short replicationFactor();

  /**
   * How many replicas must have a record before it is acknowledged ({@code min.insync.replicas} of
   * every topic); -1 for the broker's default. With a replication factor of 3, 2 is right: with 1,
   * a callback that was answered 200 may be lost with one broker, with 3 each restart of a broker
   * stops the topic. Applies to topics that the gateway creates.
   */
  @WithDefault("-1")
  @Max(1000)
  int minInSyncReplicas();

  /** Retention of the providers' status topics. */
  @WithDefault("P7D")
  Duration statusRetention();

  /** The topic of records that can never be projected, with the reason. */
  default String deadTopic() {
    return topic() + ".dead";
  }

  /** The consumer group of all replicas. */
  @WithDefault("leadloop")
  @NotBlank
  String consumerGroup();
}
