package io.leadloop.kafka.check;

import io.leadloop.kafka.ScramAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own clients, logged in as one account, none of which waits for longer than seconds. */
final class AccountClients {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required"
          + " username=\"%s\" password=\"%s\";";

  private final Map<String, Object> settings;

  /**
   * @param gateway how the gateway connects, whose login is replaced
   */
  AccountClients(Map<String, Object> gateway, String username, String password) {
    this(gateway);
    settings.keySet().removeIf(key -> key.startsWith("sasl."));
    settings.put(SaslConfigs.SASL_MECHANISM, ScramAccount.MECHANISM.mechanismName());
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, LOGIN.formatted(username, password));
  }

  private AccountClients(Map<String, Object> gateway) {
    int millis = (int) ANSWER_WITHIN.toMillis();
    settings = new HashMap<>(gateway);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
  }

  /** Clients that log in as the gateway does. */
  static AccountClients ofGateway(Map<String, Object> gateway) {
    return new AccountClients(gateway);
  }

  Admin admin() {
    return Admin.create(named());
  }

  /** A consumer without a group, which reads the partitions that it is given. */
  Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A member of a consumer group. */
  Consumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> member = reading();
    member.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    return new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer() {
    Map<String, Object> writing = named();
    writing.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    // Else the producer would first ask for a right that has nothing to do with the topic.
    writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    writing.put(ProducerConfig.RETRIES_CONFIG, 0);
    writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN.toMillis());
    writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    return new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> reading() {
    Map<String, Object> reading = named();
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return reading;
  }

  /** What these clients are refused is on purpose; their name tells it in the log. */
  private Map<String, Object> named() {
    Map<String, Object> named = new HashMap<>(settings);
    named.put(CommonClientConfigs.CLIENT_ID_CONFIG, "account-check-" + UUID.randomUUID());
    return named;
  }
}
