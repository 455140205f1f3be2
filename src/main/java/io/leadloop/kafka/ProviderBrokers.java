package io.leadloop.kafka;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How providers reach the brokers: as the gateway does, unless they are given other addresses. */
@Singleton
public class ProviderBrokers {
  private final String servers;
  private final String securityProtocol;
  private final KafkaAdmin kafka;

  /**
   * @param bootstrapServers Kafka's brokers, as {@code host:port}, separated by commas; required
   *     unless the package has an embedded broker
   * @param securityProtocol the security protocol of the brokers
   */
  ProviderBrokers(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "kafka.security.protocol", defaultValue = "PLAINTEXT")
          String securityProtocol,
      ProviderBrokersConfig config,
      KafkaAdmin kafka) {
    this.servers = config.bootstrapServers().orElse(bootstrapServers).replaceAll("\\s", "");
    this.securityProtocol = config.securityProtocol().orElse(securityProtocol);
    this.kafka = kafka;
  }

  /** As {@code host:port}, separated by commas. */
  public String servers() {
    return servers;
  }

  public String securityProtocol() {
    return securityProtocol;
  }

  /** The certificates by which the brokers are verified, see {@link KafkaAdmin#authority}. */
  public Optional<String> authority() {
    return kafka.authority();
  }
}
