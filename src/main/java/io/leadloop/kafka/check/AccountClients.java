package io.leadloop.kafka.check;

import io.leadloop.kafka.KafkaClients;
import io.leadloop.kafka.ScramAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/** Kafka clients logged in as one account, with time-outs of seconds. */
final class AccountClients {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required"
          + " username=\"%s\" password=\"%s\";";

  private final Map<String, Object> settings;

  /**
   * @param gateway the gateway's settings, whose login is replaced
   */
  AccountClients(Map<String, Object> gateway, String username, String password) {
    this(gateway);
    settings.keySet().removeIf(key -> key.startsWith("sasl."));
    settings.put(SaslConfigs.SASL_MECHANISM, ScramAccount.MECHANISM.mechanismName());
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, LOGIN.formatted(username, password));
  }

  private AccountClients(Map<String, Object> gateway) {
    int millis = (int) TIMEOUT.toMillis();
    settings = new HashMap<>(gateway);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
  }

  /** Clients with the gateway's own login. */
  static AccountClients ofGateway(Map<String, Object> gateway) {
    return new AccountClients(gateway);
  }

  Admin admin() {
    return KafkaClients.admin(named());
  }

  /** A consumer without a group, for assigned partitions. */
  Consumer<String, byte[]> consumer() {
    return KafkaClients.consumer(consumerSettings());
  }

  /** A member of a consumer group. */
  Consumer<String, byte[]> consumer(String group) {
    Map<String, Object> member = consumerSettings();
    member.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    return KafkaClients.consumer(member);
  }

  Producer<String, byte[]> producer() {
    Map<String, Object> writing = named();
    writing.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    // An idempotent producer would first need a right unrelated to the topic.
    writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    writing.put(ProducerConfig.RETRIES_CONFIG, 0);
    writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    return KafkaClients.producer(writing);
  }

  private Map<String, Object> consumerSettings() {
    Map<String, Object> consumerSettings = named();
    consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumerSettings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return consumerSettings;
  }

  /** The client id marks expected refusals in the log. */
  private Map<String, Object> named() {
    Map<String, Object> named = new HashMap<>(settings);
    named.put(CommonClientConfigs.CLIENT_ID_CONFIG, "account-check-" + UUID.randomUUID());
    return named;
  }
}
