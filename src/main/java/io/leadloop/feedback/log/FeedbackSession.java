package io.leadloop.feedback.log;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.LogRecord;
import io.leadloop.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer of the log and a transactional producer with a common lifetime. After any failure the
 * session is closed and replaced, never repaired. All methods except {@link #interrupt} and {@link
 * #abandon} block and are called from one thread.
 */
final class FeedbackSession implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;
  private static final int BLOCK_AT_MOST_MS = 5_000;

  /** The session time-out, after which other replicas take over the partitions. */
  private static final int DEAD_AFTER_MS = 10_000;

  private static final int HEARTBEATS = 4;
  private static final String HEARTBEAT_AGE = "last-heartbeat-seconds-ago";

  /**
   * Fetched records are held in memory three times: sealed, opened and as statement parameters. A
   * single larger record is still fetched.
   */
  private static final int FETCH_BYTES = 8 << 20;

  private static final int PARTITION_FETCH_BYTES = 1 << 20;

  /** Longer than a round: the commit sends all records of a transaction together. */
  private static final int LINGER_MS = 1_000;

  /** The retry delay while the previous transaction is still completing. */
  private static final int AGAIN_AFTER_MS = 2;

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Optional<? extends Metric> heartbeatAge;
  private final LogReader reader;
  private final String topic;
  private final Map<TopicPartition, Long> known;

  /**
   * Connects to nothing before {@link #begin}.
   *
   * @param known where to resume in partitions without a committed offset
   * @throws KafkaClients.UnresolvedException if a later call may succeed
   */
  FeedbackSession(
      FeedbackConfig config, Map<String, Object> kafka, Map<TopicPartition, Long> known) {
    this.topic = config.topic();
    this.known = known;
    this.producer = KafkaClients.producer(producerConfig(kafka));
    this.consumer = consumerOrClose(consumerConfig(config, kafka));
    this.reader = new LogReader(consumer);
    this.heartbeatAge =
        consumer.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals(HEARTBEAT_AGE))
            .findFirst();
  }

  private KafkaConsumer<String, byte[]> consumerOrClose(Map<String, Object> settings) {
    try {
      return KafkaClients.consumer(settings);
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** Joins the consumer group; closes the session if that fails. */
  FeedbackSession begin() {
    try {
      producer.initTransactions();
      consumer.subscribe(List.of(topic), new ForgottenOffsets(consumer, known));
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns the next records, when their round may begin; empty after the time-out. */
  ConsumerRecords<String, byte[]> poll(Duration atMost) {
    return reader.poll(atMost);
  }

  /** Publishes the records and commits the offsets in one Kafka transaction. */
  void publish(
      List<ProducerRecord<String, byte[]>> records, ConsumerRecords<String, byte[]> consumed) {
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.sendOffsetsToTransaction(next(consumed), consumer.groupMetadata());
    producer.commitTransaction();
  }

  /** The next offset of each partition. */
  static Map<TopicPartition, Long> nextOffsets(ConsumerRecords<String, byte[]> consumed) {
    return next(consumed).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** The records not yet consumed, as of the last poll. */
  long lag() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /** How many seconds ago the last heartbeat was sent; negative before the first one. */
  double heartbeatAge() {
    return heartbeatAge.map(metric -> ((Number) metric.metricValue()).doubleValue()).orElse(-1.0);
  }

  /** Interrupts a running poll; may be called from any thread. */
  void interrupt() {
    consumer.wakeup();
  }

  /**
   * Ends a pending call of the producer, which waits for a broker; may be called from any thread.
   * An open transaction is left to its time-out.
   */
  void abandon() {
    producer.close(Duration.ZERO);
  }

  /** Aborts an open transaction; if the broker is away, it times out. */
  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
    consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
  }

  private static Map<TopicPartition, OffsetAndMetadata> next(
      ConsumerRecords<String, byte[]> consumed) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (TopicPartition partition : consumed.partitions()) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(consumed.records(partition));
      next.put(partition, new OffsetAndMetadata(records.get(records.size() - 1).offset() + 1));
    }
    return next;
  }

  private static Map<String, Object> consumerConfig(
      FeedbackConfig config, Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.consumerGroup());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_AT_MOST_MS);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEAD_AFTER_MS);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, DEAD_AFTER_MS / HEARTBEATS);
    return settings;
  }

  private static Map<String, Object> producerConfig(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "leadloop-" + UUID.randomUUID());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_AT_MOST_MS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LogRecord.LARGEST_BYTES);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, AGAIN_AFTER_MS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    return settings;
  }
}
