package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderBrokersTest {
  private static final KafkaAdmin KAFKA = new KafkaAdmin(Map.of());

  @Test
  void providersReachTheBrokersAsTheGatewayDoes() {
    ProviderBrokers brokers = brokers(Optional.empty(), Optional.empty());
    assertThat(brokers.servers()).isEqualTo("kafka:9092");
    assertThat(brokers.securityProtocol()).isEqualTo("SASL_PLAINTEXT");
  }

  @Test
  void otherAddressesForProvidersAreTheirs() {
    ProviderBrokers brokers =
        brokers(Optional.of("a.example.com:9094, b.example.com:9094"), Optional.of("SASL_SSL"));
    assertThat(brokers.servers()).isEqualTo("a.example.com:9094,b.example.com:9094");
    assertThat(brokers.securityProtocol()).isEqualTo("SASL_SSL");
  }

  private static ProviderBrokers brokers(Optional<String> servers, Optional<String> protocol) {
    ProviderBrokersConfig config =
        new ProviderBrokersConfig() {
          @Override
          public Optional<String> bootstrapServers() {
            return servers;
          }

          @Override
          public Optional<String> securityProtocol() {
            return protocol;
          }
        };
    return new ProviderBrokers("kafka:9092", "SASL_PLAINTEXT", config, KAFKA);
  }
}
