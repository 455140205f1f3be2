package io.leadloop.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.embedded.TlsBroker;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The example consumers read a topic over TLS, from brokers with a private authority. */
class ConsumerTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path EXAMPLES = Path.of("src/docs/consumers").toAbsolutePath();
  private static final String TOPIC = "leadloop.status.atelier";
  private static final String USER = "provider-atelier";
  private static final String PASSWORD = "a-password-of-the-test";
  private static final TestAuthority AUTHORITY = new TestAuthority("brokers' authority");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String CLASS_PATH =
      jarOf(KafkaConsumer.class) + File.pathSeparator + jarOf(org.slf4j.Logger.class);

  @TempDir static Path directory;
  private static TlsBroker broker;
  private static Path trusted;

  @BeforeAll
  static void start() throws Exception {
    broker = new TlsBroker(directory.resolve("broker"));
    broker.start(AUTHORITY, AUTHORITY.issue("localhost"));
    trusted = directory.resolve("kafka-ca.pem");
    TestCertificate.replace(trusted, AUTHORITY.pem());
    Map<String, Object> gateway = KafkaLogin.of(broker.settings("localhost", trusted));
    try (Admin admin = Admin.create(gateway)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      new ScramAccount(admin, USER).setPassword(PASSWORD);
      admin
          .createAcls(List.of(mayRead(ResourceType.TOPIC, TOPIC), mayRead(ResourceType.GROUP, "*")))
          .all()
          .get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(gateway, new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> event = new ProducerRecord<>(TOPIC, "lead", "{\"n\":1}");
      event.headers().add("ce_id", "1".getBytes(UTF_8)).add("ce_type", "t".getBytes(UTF_8));
      producer.send(event).get();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of(
            "python3",
            List.of(
                "-c", "import confluent_kafka as c, sys; sys.exit(c.libversion()[1] < 0x020601ff)"),
            List.of("read_topic.py"),
            "confluent-kafka 2.6.1 (pip install confluent-kafka)"),
        Arguments.of(
            "node",
            List.of("-e", "require('@confluentinc/kafka-javascript')"),
            List.of("read-topic.mjs"),
            "@confluentinc/kafka-javascript (npm install @confluentinc/kafka-javascript)"),
        Arguments.of(
            "sh",
            List.of("-c", "kcat -V 2>&1 | grep -qE 'librdkafka (2\\.([6-9]|[1-9][0-9])|[3-9])'"),
            List.of("read-topic.sh"),
            "kcat with librdkafka 2.6.1 or later"));
  }

  @Test
  void javaConsumerReadsOverTls() throws Exception {
    List<String> command =
        List.of(JAVA, "-XX:TieredStopAtLevel=1", "-cp", CLASS_PATH, "ReadTopic.java");
    assertThat(firstLine(command, trusted)).isEqualTo("t {\"n\":1}");

    Path foreign = directory.resolve("foreign-ca.pem");
    TestCertificate.replace(foreign, new TestAuthority("brokers' authority").pem());
    assertThat(firstLine(command, foreign)).contains("SslAuthenticationException");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void consumersOfOtherLanguagesReadOverTls(
      String language, List<String> probe, List<String> program, String needs) throws Exception {
    assumeTrue(runs(language, probe), "not there: " + needs);
    assertThat(firstLine(Stream.concat(Stream.of(language), program.stream()).toList(), trusted))
        .isEqualTo("t {\"n\":1}");
  }

  private static boolean runs(String language, List<String> probe) {
    try {
      return new ProcessBuilder(Stream.concat(Stream.of(language), probe.stream()).toList())
              .directory(EXAMPLES.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String firstLine(List<String> command, Path authority) throws Exception {
    Path output = Files.createTempFile(directory, "consumer-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(EXAMPLES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(KAFKA|LEADLOOP|JAVA)_.*"));
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.settings("localhost", authority).get("kafka.bootstrap.servers"),
                "LEADLOOP_TOPIC",
                TOPIC,
                "LEADLOOP_GROUP",
                "atelier." + output.getFileName(),
                "KAFKA_USERNAME",
                USER,
                "KAFKA_PASSWORD",
                PASSWORD,
                "KAFKA_CA_FILE",
                authority.toString()));
    Process process = builder.start();
    try {
      await().atMost(PATIENCE).until(() -> Files.readString(output).contains("\n"));
      return Files.readAllLines(output).get(0);
    } finally {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private static AclBinding mayRead(ResourceType type, String name) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + USER, "*", AclOperation.READ, AclPermissionType.ALLOW));
  }

  private static String jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
