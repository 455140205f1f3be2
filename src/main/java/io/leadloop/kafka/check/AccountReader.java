package io.leadloop.kafka.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic as an account, with and without a group. Each method takes seconds at most and
 * throws Kafka's exception if denied.
 */
final class AccountReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final AccountClients clients;

  AccountReader(AccountClients clients) {
    this.clients = clients;
  }

  /**
   * Joins a group, reads briefly from the topic's beginning and commits.
   *
   * @return the number of records read
   */
  int readInGroup(String topic, String group) {
    try (Consumer<String, byte[]> consumer = clients.consumer(group)) {
      consumer.subscribe(List.of(topic));
      int records = 0;
      long end = System.nanoTime() + TIMEOUT.toNanos();
      while (consumer.assignment().isEmpty()) {
        if (isOver(end)) {
          throw new IllegalStateException("Kafka assigned no partition of " + topic);
        }
        records += consumer.poll(POLL).count();
      }
      records += consumer.poll(POLL).count();
      // Committing requires the right to read, even if nothing was read.
      consumer.commitSync(positions(consumer));
      return records;
    }
  }

  /** Reads a partition without a group until a record arrives or the time is over. */
  void readAlone(String topic) {
    try (Consumer<String, byte[]> consumer = clients.consumer()) {
      List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
      consumer.assign(first);
      consumer.seekToBeginning(first);
      long end = System.nanoTime() + TIMEOUT.toNanos();
      while (!isOver(end) && consumer.poll(POLL).isEmpty()) {
        // Wait for a denial.
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
