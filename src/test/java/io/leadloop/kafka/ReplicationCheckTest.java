package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.CapturedLog;
import io.leadloop.testing.GatewayRights;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway's account reads how topics are replicated, if it may. */
@GatewayTest
class ReplicationCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "a-password";
  private static final String UNKNOWN = "replication not checked";

  @Inject ReplicationCheck check;
  @Inject TopicsConfig config;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String username = "gateway-" + UUID.randomUUID();
  private KafkaUser administrator;

  @BeforeEach
  void administer() {
    administrator = new KafkaUser(KafkaLogin.ofGateway(servers));
  }

  @Test
  void theRightsOfTheGuideSuffice() {
    GatewayRights.give(administrator, username, PASSWORD);
    awaitLogin();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(found()).containsKeys(config.topic(), config.deadTopic()));
    try (CapturedLog log = CapturedLog.start()) {
      found();
      assertThat(log.lines()).noneMatch(line -> line.contains(UNKNOWN));
    }
  }

  @Test
  void aMissingRightIsLoggedOnceForAllTopics() {
    administrator.admin(
        admin -> {
          new ScramAccount(admin, username).setPassword(PASSWORD);
          return admin.createAcls(List.of(mayDescribe())).all();
        });
    awaitLogin();
    await().atMost(PATIENCE).until(() -> user().topics().contains(config.deadTopic()));
    try (CapturedLog log = CapturedLog.start()) {
      assertThat(found()).isEmpty();
      assertThat(log.lines())
          .filteredOn(line -> line.contains(UNKNOWN))
          .singleElement()
          .asString()
          .contains("DESCRIBE_CONFIGS", config.topic());
    }
  }

  private void awaitLogin() {
    await().atMost(PATIENCE).until(() -> user().isLetIn());
  }

  private Map<String, TopicReplication> found() {
    return new KafkaAdmin(login()).call(check::topics).await().atMost(PATIENCE);
  }

  private KafkaUser user() {
    return new KafkaUser(login());
  }

  private Map<String, Object> login() {
    return KafkaLogin.of(servers, username, PASSWORD);
  }

  private AclBinding mayDescribe() {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "leadloop.", PatternType.PREFIXED),
        new AccessControlEntry(
            "User:" + username, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
  }
}
