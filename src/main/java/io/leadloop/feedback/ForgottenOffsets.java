package io.leadloop.feedback;

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
 */
final class ForgottenOffsets implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(ForgottenOffsets.class);

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
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    partitions.stream()
        .filter(partition -> committed.get(partition) == null)
        .filter(known::containsKey)
        .forEach(this::goOn);
  }

  private void goOn(TopicPartition partition) {
    LOG.warnf(
        "kafka has forgotten how far the feedback log was read, going on from the database's record"
            + " partition=%s offset=%d",
        partition, known.get(partition));
    consumer.seek(partition, known.get(partition));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    // What was read was committed with what followed from it.
  }
}
