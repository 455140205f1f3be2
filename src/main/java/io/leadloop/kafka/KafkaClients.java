package io.leadloop.kafka;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka's clients. Each resolves the brokers' host names when it is made, which blocks, and
 * Kafka reports names that do not resolve as an error of configuration. Here that is a failure of
 * its own, {@link UnresolvedException}: with a stopped container or a DNS outage it passes.
 */
public final class KafkaClients {
  /** An address that always resolves, to which nothing connects. */
  private static final String RESOLVED = "127.0.0.1:1";

  private KafkaClients() {}

  /**
   * @throws UnresolvedException if a later call may succeed
   */
  public static Admin admin(Map<String, Object> settings) {
    return make(settings, Admin::create);
  }

  /**
   * @throws UnresolvedException if a later call may succeed
   */
  public static KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
    return make(
        settings,
        given -> new KafkaProducer<>(given, new StringSerializer(), new ByteArraySerializer()));
  }

  /**
   * @throws UnresolvedException if a later call may succeed
   */
  public static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings) {
    return make(settings, KafkaClients::newConsumer);
  }

  private static KafkaConsumer<String, byte[]> newConsumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static <T> T make(Map<String, Object> settings, Function<Map<String, Object>, T> client) {
    try {
      return client.apply(settings);
    } catch (RuntimeException e) {
      if (namesAnyHost(settings) && isUnresolved(e)) {
        checkOthers(settings);
        throw new UnresolvedException();
      }
      throw e;
    }
  }

  private static boolean namesAnyHost(Map<String, Object> settings) {
    Object servers = settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return servers != null && !servers.toString().replaceAll("[\\s,]", "").isEmpty();
  }

  private static boolean isUnresolved(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(ConfigException.class::isInstance)
        .map(Throwable::getMessage)
        .anyMatch(
            text ->
                text.startsWith("No resolvable bootstrap urls")
                    || text.startsWith("Unknown host in"));
  }

  /**
   * Kafka reads key stores and logins after it resolved the names, and errors in these do not pass.
   * A consumer connects to nothing before it is used.
   */
  private static void checkOthers(Map<String, Object> settings) {
    Map<String, Object> resolved = new HashMap<>(settings);
    resolved.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, RESOLVED);
    newConsumer(resolved).close(CloseOptions.timeout(Duration.ZERO));
  }

  /** No broker's host name can be resolved, so that no client can be made for now. */
  public static final class UnresolvedException extends ProblemException {
    private static final long serialVersionUID = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    public UnresolvedException() {
      super(
          ErrorCode.KAFKA_UNAVAILABLE,
          "No host name in kafka.bootstrap.servers can be resolved now.",
          RETRY_AFTER);
    }
  }
}
