package io.leadloop.feedback.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the records of a round. Kafka's client asks for the next records when it returns some, and
 * the broker answers that request as soon as one arrives. So those at hand when a round begins came
 * first during the one before, and the records behind them would wait for one round more. A second
 * poll takes them along.
 */
final class LogReader {
  /** The broker answers at once if there are more; otherwise those at hand wait as long. */
  static final Duration MORE_WITHIN = Duration.ofMillis(5);

  private static final int MOST_POLLED = ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;

  private final Consumer<String, byte[]> consumer;
  private final RoundPace pace = new RoundPace(System::nanoTime);

  LogReader(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Returns the next records, when their round may begin; empty after the time-out. */
  ConsumerRecords<String, byte[]> poll(Duration atMost) {
    LockSupport.parkNanos(pace.nanosUntilNext()); // Not positive: it returns at once.
    ConsumerRecords<String, byte[]> atHand = consumer.poll(Duration.ZERO);
    ConsumerRecords<String, byte[]> polled =
        atHand.isEmpty() ? consumer.poll(atMost) : withMore(atHand);
    if (!polled.isEmpty()) {
      pace.begins(polled.count(), polled.count() >= MOST_POLLED);
    }
    return polled;
  }

  private ConsumerRecords<String, byte[]> withMore(ConsumerRecords<String, byte[]> atHand) {
    if (atHand.count() > MOST_POLLED / 2) {
      return atHand;
    }
    int generation = generation();
    ConsumerRecords<String, byte[]> more = consumer.poll(MORE_WITHIN);
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = joined(atHand, more);
    if (generation != generation() || !consumer.assignment().containsAll(records.keySet())) {
      rewind(records);
      return ConsumerRecords.empty();
    }
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(atHand.nextOffsets());
    next.putAll(more.nextOffsets());
    return new ConsumerRecords<>(records, next);
  }

  private int generation() {
    return consumer.groupMetadata().generationId();
  }

  private static Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> joined(
      ConsumerRecords<String, byte[]> first, ConsumerRecords<String, byte[]> second) {
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
    Stream.of(first, second)
        .forEach(
            polled ->
                polled
                    .partitions()
                    .forEach(p -> records.merge(p, polled.records(p), LogReader::appended)));
    return records;
  }

  private static <T> List<T> appended(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /**
   * Partitions were reassigned between the two polls: others may have records of the first by now,
   * or the second has them again. They are read again where the partitions are this consumer's
   * still.
   */
  private void rewind(Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records) {
    records.forEach(
        (partition, read) -> {
          if (consumer.assignment().contains(partition)) {
            consumer.seek(
                partition, read.stream().mapToLong(ConsumerRecord::offset).min().orElseThrow());
          }
        });
  }
}
