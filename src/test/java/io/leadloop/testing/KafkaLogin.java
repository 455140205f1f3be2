package io.leadloop.testing;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Kafka client settings of a test's login. */
public final class KafkaLogin {
  private static final String PREFIX = "kafka.";

  private KafkaLogin() {}

  /** The gateway's own super user, from this test's configuration. */
  public static Map<String, Object> ofGateway(String bootstrapServers) {
    Config config = ConfigProvider.getConfig();
    Map<String, String> settings = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
      }
    }
    settings.put(PREFIX + "bootstrap.servers", bootstrapServers);
    return of(settings);
  }

  /**
   * The gateway's own account, as configured by its broker.
   *
   * @param settings of the gateway, for example {@code kafka.sasl.mechanism}
   */
  public static Map<String, Object> of(Map<String, String> settings) {
    Map<String, Object> client = new HashMap<>();
    settings.forEach((key, value) -> client.put(key.substring(PREFIX.length()), value));
    return client;
  }

  /** Any account at an embedded broker. */
  public static Map<String, Object> of(String bootstrapServers, String username, String password) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(username, password));
  }
}
