package io.leadloop;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.kafka.KafkaAccess;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer example works as documented. */
@GatewayTest
class ConsumerExampleTest {
  private static final Path EXAMPLE = Path.of("src/docs/consumers/ReadTopic.java");
  private static final String CLASS_PATH =
      jarOf(KafkaConsumer.class) + File.pathSeparator + jarOf(org.slf4j.Logger.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Onboarding onboarding;
  @Inject KafkaAccounts accounts;
  @Inject CallbackTokens tokens;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @TempDir static Path directory;

  /** The example as a class, which starts in half the time. */
  private static List<String> compiled;

  private Onboarding.Pair pair;
  private Map<String, String> account;
  private String topic;
  private String lead;

  @BeforeAll
  static void compile() {
    String[] arguments = {
      "-d", directory.toString(), "-cp", CLASS_PATH, EXAMPLE.toString(),
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    compiled = List.of("-cp", CLASS_PATH + File.pathSeparator + directory, "ReadTopic");
  }

  @BeforeEach
  void submit() {
    pair = onboarding.providerWithCustomer();
    topic = pair.provider().topic();
    KafkaAccess access = accounts.create(pair.provider()).await().atMost(PATIENCE);
    account =
        Map.of(
            "KAFKA_USERNAME",
            access.username(),
            "KAFKA_PASSWORD",
            access.password().orElseThrow(),
            "KAFKA_SECURITY_PROTOCOL",
            access.securityProtocol());
    lead =
        pair.asProvider()
            .contentType(ContentType.JSON)
            .body(
                Map.of(
                    "customer",
                    pair.customer().slug(),
                    "lead",
                    Map.of("lastname", "Dupont", "phone", "0601020304")))
            .post("/v1/leads")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
  }

  @Test
  void exampleResumesWhereItWasStopped() throws Exception {
    String group = pair.provider().groupPrefix() + "test";
    Map<String, String> environment = new HashMap<>(account);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("LEADLOOP_TOPIC", topic);
    environment.put("LEADLOOP_GROUP", group);
    report("En cours");
    ConsumerRecord<String, String> inProgress = onTopic(2).get(1);
    giveUp(inProgress);
    repeat(inProgress);
    report("Gagné");
    List<ConsumerRecord<String, String>> told = onTopic(4);

    List<String> source = List.of("-cp", CLASS_PATH, EXAMPLE.toString());
    try (Example example = new Example(source, environment)) {
      example.awaitLines(3);
      awaitCommitted(group, told.get(3));
      assertThat(example.lines())
          .containsExactly(line(told.get(0)), line(inProgress), line(told.get(3)));
    }
    report("Perdu");
    try (Example again = new Example(compiled, environment)) {
      again.awaitLines(1);
      assertThat(again.lines()).containsExactly(line(onTopic(5).get(4)));
    }
  }

  @Test
  void exampleWithoutAGroupStartsFromTheBeginning() throws Exception {
    report("En cours");
    List<String> expected = onTopic(2).stream().map(ConsumerExampleTest::line).toList();
    for (int run = 0; run < 2; run++) {
      try (Example example = new Example(compiled, account, kafka, topic)) {
        example.awaitLines(2);
        assertThat(example.lines()).isEqualTo(expected);
      }
    }
  }

  private static String jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private void report(String status) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("status", status))
        .post(tokens.addressFor(new LeadId(UUID.fromString(lead))).getPath())
        .then()
        .statusCode(200);
  }

  private List<ConsumerRecord<String, String>> onTopic(int count) {
    try (TopicReader reader = new TopicReader(kafka, topic)) {
      return reader.readUntil(read -> read.size() >= count);
    }
  }

  /** The same event in an aborted transaction, which read_committed readers must not see. */
  private void giveUp(ConsumerRecord<String, String> event) throws Exception {
    Map<String, Object> transactional = Map.of("transactional.id", UUID.randomUUID().toString());
    try (KafkaProducer<String, String> producer = producer(transactional)) {
      producer.initTransactions();
      producer.beginTransaction();
      ProducerRecord<String, String> record = copy(event);
      record.headers().remove("ce_id").add("ce_id", "given-up".getBytes(UTF_8));
      producer.send(record).get();
      producer.abortTransaction();
    }
  }

  private void repeat(ConsumerRecord<String, String> event) throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      producer.send(copy(event)).get();
    }
  }

  private KafkaProducer<String, String> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(KafkaLogin.ofGateway(kafka));
    all.putAll(settings);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  private static ProducerRecord<String, String> copy(ConsumerRecord<String, String> event) {
    return new ProducerRecord<>(
        event.topic(), event.partition(), event.key(), event.value(), event.headers());
  }

  private static String line(ConsumerRecord<String, String> event) {
    return TopicReader.header(event, "ce_type") + " " + event.value();
  }

  /** A stop between the print and the commit would rightly print the event again. */
  private void awaitCommitted(String group, ConsumerRecord<String, String> event) {
    TopicPartition partition = new TopicPartition(event.topic(), event.partition());
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      await().atMost(PATIENCE).until(() -> committed(admin, group, partition) > event.offset());
    }
  }

  private static long committed(Admin admin, String group, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    OffsetAndMetadata offset =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().get(partition);
    return offset == null ? -1 : offset.offset();
  }

  /** A run of the example. */
  private final class Example implements AutoCloseable {
    private final Path output;
    private final Process process;

    /**
     * @param program the arguments of {@code java}
     */
    Example(List<String> program, Map<String, String> environment, String... arguments)
        throws IOException {
      output = Files.createTempFile(directory, "read-topic-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.command().addAll(program);
      builder.command().addAll(List.of(arguments));
      builder.environment().keySet().removeIf(k -> k.matches("(KAFKA|LEADLOOP|JAVA)_.*"));
      builder.environment().putAll(environment);
      process = builder.start();
    }

    List<String> lines() throws IOException {
      return Files.readAllLines(output);
    }

    void awaitLines(int count) {
      await()
          .atMost(PATIENCE)
          .failFast("it ended: " + output, () -> !process.isAlive())
          .until(() -> lines().size() >= count);
    }

    /** Stops it as Ctrl-C would. */
    @Override
    public void close() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }
}
