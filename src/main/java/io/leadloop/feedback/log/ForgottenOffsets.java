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
 * Goes on where the log was left, in partitions of which Kafka has forgotten the committed offset:
 * it keeps those of a group without members for {@code offsets.retention.minutes}, a week unless it
 * is told otherwise. A place that the log does not have any more is corrected by Kafka's client.
 *
 * <p>Where Kafka does not report the committed offsets in time, the poll fails and its session
 * ends: reading on without them would publish the whole log again.
 */
final class ForgottenOffsets implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(ForgottenOffsets.class);

  /** Far longer than other calls: after a restart of the brokers the coordinator loads first. */
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
        .forEach(this::goOn);
  }

  private void goOn(TopicPartition partition) {
    LOG.warnf(
        "kafka lost the committed offset of the feedback log, resuming from the database's record"
            + " partition=%s offset=%d",
        partition, known.get(partition));
    consumer.seek(partition, known.get(partition));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    // What was read was committed with what followed from it.
  }
}
