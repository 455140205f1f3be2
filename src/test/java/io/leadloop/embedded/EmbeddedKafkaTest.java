package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.KafkaUser;
import io.leadloop.testing.LostUsers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without an account neither port of the broker grants access. */
class EmbeddedKafkaTest {
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\";";

  private static final AclBinding EVERYTHING =
      new AclBinding(
          new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
          new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW));

  @TempDir static Path directory;
  private static EmbeddedServers servers;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    OwnSaslServers.register();
    servers = EmbeddedServers.in(directory);
    kafka = servers.startKafka(0);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void clientWithoutAccountHasNoAccess() {
    assertIsShutOut(Map.of("bootstrap.servers", kafka.bootstrapServers()), TimeoutException.class);
    assertIsShutOut(atController(Map.of()), TimeoutException.class);
  }

  @Test
  void wrongPasswordIsRejected() {
    assertIsShutOut(
        KafkaLogin.of(kafka.bootstrapServers(), "leadloop", "guess"),
        SaslAuthenticationException.class);
    assertIsShutOut(
        atController(plain("leadloop-broker", "guess")), SaslAuthenticationException.class);
  }

  @Test
  void configuredPasswordAdmitsTheGatewayOnly() {
    Map<String, Object> atBroker = new HashMap<>(plain("leadloop", "guess"));
    atBroker.put("bootstrap.servers", kafka.bootstrapServers());
    assertIsShutOut(atBroker, SaslAuthenticationException.class);
    atBroker.putAll(plain("leadloop-broker", "guess"));
    assertIsShutOut(atBroker, SaslAuthenticationException.class);
    assertIsShutOut(
        atController(KafkaLogin.of(kafka.bootstrapServers(), "leadloop", "guess")),
        UnsupportedSaslMechanismException.class);
  }

  @Test
  void passwordFileIsOwnerOnlyAndUniquePerDataDirectory(@TempDir Path another) throws Exception {
    Path file = directory.resolve("kafka/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    PasswordFile other = new PasswordFile(another.resolve("password"));
    other.createIfAbsent();
    assertThat(Files.readString(file)).hasSize(43).isNotEqualTo(other.read());
    assertThat(kafka.settings().get("kafka.sasl.jaas.config")).contains(Files.readString(file));
  }

  @Test
  void restartedBrokerDoesWithoutItsUsersAndWithoutThePasswordFile(@TempDir Path own)
      throws Exception {
    Path file = own.resolve("kafka/password");
    String password;
    try (EmbeddedServers before = EmbeddedServers.in(own)) {
      EmbeddedKafka broker = before.startKafka(0);
      password = Files.readString(file);
      KafkaUser gateway = new KafkaUser(KafkaLogin.of(broker.settings()));
      new NoteTopic(broker).write("a record");
      LostUsers.bringAbout(gateway);
      assertThat(gateway.users()).contains("leadloop");
    }
    try (EmbeddedServers after = EmbeddedServers.in(own)) {
      EmbeddedKafka broker = after.startKafka(0);
      assertThat(new NoteTopic(broker).read()).isEqualTo("a record");
      KafkaUser byScram =
          new KafkaUser(KafkaLogin.of(broker.bootstrapServers(), "leadloop", password));
      await().atMost(Duration.ofSeconds(60)).until(byScram::isLetIn);
      assertThat(byScram.users())
          .as("users that the broker lost")
          .doesNotContain(LostUsers.BYSTANDER);
    }
    Files.delete(file);
    try (EmbeddedServers recreated = EmbeddedServers.in(own)) {
      assertThat(new NoteTopic(recreated.startKafka(0)).read()).isEqualTo("a record");
    }
  }

  private static Map<String, Object> plain(String username, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        PLAIN.formatted(username, password));
  }

  private static Map<String, Object> atController(Map<String, Object> login) {
    Map<String, Object> settings = new HashMap<>(login);
    settings.remove("bootstrap.servers");
    settings.put("bootstrap.controllers", "localhost:" + kafka.controllerPort());
    return settings;
  }

  private static void assertIsShutOut(
      Map<String, Object> login, Class<? extends Throwable> because) {
    Map<String, Object> settings = new HashMap<>(login);
    // A client that is refused must have the time to hear of it, and ends as soon as it does.
    int millis = because == TimeoutException.class ? 500 : 30_000;
    settings.put("request.timeout.ms", millis);
    settings.put("default.api.timeout.ms", millis);
    try (Admin admin = Admin.create(settings)) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(because);
      assertThatThrownBy(
              () -> admin.createAcls(List.of(EVERYTHING)).all().get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(because);
    }
  }
}
