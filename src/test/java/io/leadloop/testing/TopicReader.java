package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A provider's consumer: reads a topic from its beginning, {@code read_committed}. */
public final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

  /** As the gateway's own account, in a test of the running application. */
  public TopicReader(String bootstrapServers, String topic) {
    this(KafkaLogin.ofGateway(bootstrapServers), topic);
  }

  /**
   * Without a group, whose membership costs the broker and the reader several times as much as the
   * records of most tests.
   *
   * @param login its login, a {@link KafkaLogin}
   */
  public TopicReader(Map<String, Object> login, String topic) {
    consumer = consumer(login);
    List<PartitionInfo> partitions =
        await().atMost(PATIENCE).until(() -> consumer.partitionsFor(topic), p -> !p.isEmpty());
    consumer.assign(
        partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList());
  }

  /**
   * In a group, as providers read.
   *
   * @param groupPrefix prefix of its consumer group
   */
  public TopicReader(Map<String, Object> login, String groupPrefix, String topic) {
    Map<String, Object> settings = new HashMap<>(login);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupPrefix + UUID.randomUUID());
    consumer = consumer(settings);
    consumer.subscribe(List.of(topic));
  }

  private static KafkaConsumer<String, String> consumer(Map<String, Object> login) {
    Map<String, Object> settings = new HashMap<>(login);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  /** Reads until all records so far satisfy the condition, and returns them. */
  public List<ConsumerRecord<String, String>> readUntil(
      Predicate<List<ConsumerRecord<String, String>>> condition) {
    return readUntil(condition, PATIENCE);
  }

  /** The same, for at most so long. */
  public List<ConsumerRecord<String, String>> readUntil(
      Predicate<List<ConsumerRecord<String, String>>> condition, Duration within) {
    await()
        .atMost(within)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(read::add);
              return condition.test(read);
            });
    return List.copyOf(read);
  }

  /** All records of a topic once there are this many, and no more a moment later. */
  public static List<ConsumerRecord<String, String>> readExactly(
      String bootstrapServers, String topic, int records) {
    try (TopicReader reader = new TopicReader(bootstrapServers, topic)) {
      reader.readUntil(read -> read.size() >= records);
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      List<ConsumerRecord<String, String>> read = reader.readUntil(all -> true);
      assertThat(read).hasSize(records);
      return read;
    }
  }

  /** A header's text. */
  public static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
