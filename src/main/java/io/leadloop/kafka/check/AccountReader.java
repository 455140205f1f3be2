package io.leadloop.kafka.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic as an account, in the two ways in which a consumer can. Each takes seconds at most,
 * and throws Kafka's own exception where it is refused.
 */
final class AccountReader {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final AccountClients clients;

  AccountReader(AccountClients clients) {
    this.clients = clients;
  }

  /**
   * Joins a group, reads a moment from the topic's beginning, and commits.
   *
   * @return how many records it read
   */
  int readInGroup(String topic, String group) {
    try (Consumer<byte[], byte[]> consumer = clients.consumer(group)) {
      consumer.subscribe(List.of(topic));
      int records = 0;
      long end = System.nanoTime() + WITHIN.toNanos();
      while (consumer.assignment().isEmpty()) {
        if (isOver(end)) {
          throw new IllegalStateException("Kafka gave it no partition of " + topic);
        }
        records += consumer.poll(POLL).count();
      }
      records += consumer.poll(POLL).count();
      // Only who may read a topic may commit what it has read of it, even if that is nothing.
      consumer.commitSync(positions(consumer));
      return records;
    }
  }

  /** Reads a partition without any group, until there is a record or for a while. */
  void readAlone(String topic) {
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
      consumer.assign(first);
      consumer.seekToBeginning(first);
      long end = System.nanoTime() + WITHIN.toNanos();
      while (!isOver(end) && consumer.poll(POLL).isEmpty()) {
        // It waits for a refusal.
      }
    }
  }

  private static boolean isOver(long end) {
    return System.nanoTime() - end >= 0;
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    return positions;
  }
}
