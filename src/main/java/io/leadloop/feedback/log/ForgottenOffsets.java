package io.leadloop.feedback.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Resumes at the recorded offset in partitions whose committed offset Kafka has expired: Kafka
 * keeps the offsets of a group without members for {@code offsets.retention.minutes}, by default a
 * week. Kafka's client corrects offsets that the log no longer has.
 *
 * <p>If Kafka does not report the committed offsets in time, the poll fails and its session ends:
 * continuing without them would republish the whole log.
 */
final class ForgottenOffsets implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(ForgottenOffsets.class);

  /** Longer than other calls, since the coordinator loads first after a restart of the brokers. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, Long> known;

  /**
   * @param known from {@link LogProgress}
   */
  ForgottenOffsets(Consumer<?, ?> consumer, Map<TopicPartition, Long> known) {
    this.consumer = consumer;
    this.known = known;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(partitions), PATIENCE);
    partitions.stream()
        .filter(partition -> committed.get(partition) == null)
        .filter(known::containsKey)
        .forEach(this::resume);
  }

  private void resume(TopicPartition partition) {
    LOG.warnf(
        "kafka lost the committed offset of the feedback log, resuming from the database's record"
            + " partition=%s offset=%d",
        partition, known.get(partition));
    consumer.seek(partition, known.get(partition));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    // Offsets are committed together with the published events.
  }
}
