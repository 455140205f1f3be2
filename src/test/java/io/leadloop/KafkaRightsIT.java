package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.embedded.EmbeddedKafka;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.OwnSaslServers;
import io.leadloop.testing.GatewayRights;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.PackagedGateway;
import io.leadloop.testing.ProviderClient;
import io.leadloop.testing.TopicReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged gateway with an external Kafka and only the rights of the operator's guide. */
@Tag("long")
class KafkaRightsIT {
  private static final String PASSWORD = "a-password-of-the-operators";
  private static final int EVENTS = 6;

  @TempDir Path directory;

  @Test
  void rightsOfTheReadmeAreSufficient() {
    OwnSaslServers.register();
    try (EmbeddedServers servers = EmbeddedServers.in(directory.resolve("kafka"))) {
      EmbeddedKafka kafka = servers.startKafka(0);
      GatewayRights.give(new KafkaUser(KafkaLogin.of(kafka.settings())), "gateway", PASSWORD);

      try (PackagedGateway gateway = PackagedGateway.startDemo(directory, settings(kafka))) {
        ProviderClient provider = new ProviderClient(gateway.key(), Demo.CUSTOMER);
        assertThat(provider.submit(gateway.url(), "one", "Dupont").join().statusCode())
            .isEqualTo(202);

        try (TopicReader reader =
            new TopicReader(gateway.providersKafka(), Demo.PROVIDER + ".", gateway.topic())) {
          assertThat(reader.readUntil(read -> read.size() >= EVENTS)).hasSize(EVENTS);
        }
        assertThat(gateway.output())
            .doesNotContain("ERROR", "Kafka does not let", "not checked", PASSWORD);
      }
    }
  }

  private static Map<String, String> settings(EmbeddedKafka kafka) {
    Map<String, String> settings = new HashMap<>();
    settings.put("LEADLOOP_SIMULATOR_STATUS_DELAY", "PT0.05S");
    KafkaLogin.of(kafka.bootstrapServers(), "gateway", PASSWORD)
        .forEach(
            (key, value) ->
                settings.put(
                    "KAFKA_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value.toString()));
    return settings;
  }
}
