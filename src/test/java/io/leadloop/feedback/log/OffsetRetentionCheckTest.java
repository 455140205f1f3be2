package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.kafka.KafkaAdmin;
import io.leadloop.kafka.ScramAccount;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whether Kafka and the database keep the log's offsets long enough. */
@GatewayTest
class OffsetRetentionCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject OffsetRetentionCheck check;
  @Inject FeedbackConfig config;
  @Inject LogProgress progress;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Test
  void theEmbeddedBrokersOffsetsOutliveTheLog() {
    assertThat(check.check(Duration.ofDays(30)).await().atMost(PATIENCE)).isEmpty();
  }

  @Test
  void aLogThatIsKeptForAsLongAsItsOffsetsIsNoticed() {
    assertThat(check.check(Duration.ofDays(365)).await().atMost(PATIENCE))
        .hasValue("the brokers' offsets.retention.minutes is 525600,");
  }

  @Test
  void aMissingRightToReadTheBrokersSettingsIsNamed() {
    String username = "gateway-" + UUID.randomUUID();
    KafkaUser gateway = new KafkaUser(KafkaLogin.ofGateway(servers));
    gateway.admin(
        admin -> {
          new ScramAccount(admin, username).setPassword("a-password");
          return admin.describeUserScramCredentials().users();
        });
    Map<String, Object> login = KafkaLogin.of(servers, username, "a-password");
    await().atMost(PATIENCE).until(() -> new KafkaUser(login).isLetIn());

    OffsetRetentionCheck powerless = new OffsetRetentionCheck(config, new KafkaAdmin(login));

    assertThat(powerless.check(Duration.ofDays(30)).await().atMost(PATIENCE))
        .hasValueSatisfying(warning -> assertThat(warning).contains("DESCRIBE_CONFIGS"));
  }

  @Test
  void aReplicaThatRecordsLateDoesNotSetTheProgressBack() {
    Uuid topic = Uuid.randomUuid();
    progress.keep(topic, Map.of(0, 9L, 1, 7L)).await().atMost(PATIENCE);
    progress.keep(topic, Map.of(1, 8L, 0, 5L)).await().atMost(PATIENCE);

    assertThat(progress.of(topic).await().atMost(PATIENCE)).isEqualTo(Map.of(0, 9L, 1, 8L));
  }

  @Test
  void theProgressThatWasRecordedLastIsFound() {
    Uuid topic = Uuid.randomUuid();
    progress.keep(topic, Map.of(0, 5L, 1, 7L)).await().atMost(PATIENCE);
    progress.keep(topic, Map.of(0, 9L)).await().atMost(PATIENCE);
    progress.keep(topic, Map.of()).await().atMost(PATIENCE);

    assertThat(progress.of(topic).await().atMost(PATIENCE)).isEqualTo(Map.of(0, 9L, 1, 7L));
    assertThat(progress.of(Uuid.randomUuid()).await().atMost(PATIENCE)).isEmpty();
  }
}
