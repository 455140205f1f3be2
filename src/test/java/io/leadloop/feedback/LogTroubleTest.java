package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.kafka.Topics;
import io.leadloop.lead.LeadId;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault on the log, or of a topic, delays no other feedback. */
@GatewayTest
class LogTroubleTest {
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject FeedbackConfig config;
  @Inject Topics topics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void aRecordThatNobodyCanReadGoesToTheDeadWithItsReasonAndTheRestGoesOn() throws Exception {
    String key = UUID.randomUUID().toString();
    Feedback stray =
        new Feedback.Forwarded(Feedback.nextId(), LeadId.next(), Instant.now(), "88231");
    List<byte[]> poison =
        List.of(
            "not JSON".getBytes(UTF_8),
            "{\"kind\":\"from a later version\"}".getBytes(UTF_8),
            "{\"kind\":\"forwarded\"}".getBytes(UTF_8),
            FeedbackJson.write(stray));
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            KafkaLogin.ofGateway(kafka), new StringSerializer(), new ByteArraySerializer())) {
      for (int partition = 0; partition < config.partitions(); partition++) {
        for (byte[] value : poison) {
          producer
              .send(new ProducerRecord<>(config.topic(), partition, key, value))
              .get(60, TimeUnit.SECONDS);
        }
        producer
            .send(new ProducerRecord<>(config.topic(), partition, key, null))
            .get(60, TimeUnit.SECONDS);
      }
    }
    lead.callBack("{\"status\":\"En cours\"}");
    TopicReader.readExactly(kafka, lead.topic(), 2);

    int expected = config.partitions() * (poison.size() + 1);
    try (TopicReader reader = new TopicReader(kafka, config.deadTopic())) {
      List<ConsumerRecord<String, String>> dead =
          reader
              .readUntil(read -> read.stream().filter(r -> ours(r, key, stray)).count() >= expected)
              .stream()
              .filter(record -> ours(record, key, stray))
              .toList();
      assertThat(dead).hasSize(expected);
      assertThat(dead)
          .filteredOn(record -> "not JSON".equals(record.value()))
          .hasSize(config.partitions())
          .allMatch(r -> TopicReader.header(r, "reason").equals("it cannot be read"))
          .extracting(r -> TopicReader.header(r, "log-partition"))
          .doesNotHaveDuplicates();
      assertThat(dead)
          .filteredOn(r -> TopicReader.header(r, "reason").equals("there is no such lead"))
          .hasSize(config.partitions());
    }
  }

  /** Its copy with the reason is longer than any record may be. */
  @Test
  void aLongRecordThatNobodyCanReadHoldsUpNothing() throws Exception {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    byte[] noise = new byte[LogRecord.LARGEST_BYTES];
    Map<String, Object> settings = new HashMap<>(KafkaLogin.ofGateway(kafka));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * noise.length);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(config.topic(), lead.id(), noise))
          .get(60, TimeUnit.SECONDS);
    }
    lead.callBack("{\"status\":\"En cours\"}");

    TopicReader.readExactly(kafka, lead.topic(), 2);
    try (TopicReader reader = new TopicReader(kafka, config.deadTopic())) {
      assertThat(
              reader.readUntil(
                  read -> read.stream().anyMatch(record -> lead.id().equals(record.key()))))
          .filteredOn(record -> lead.id().equals(record.key()))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).isNull())
          .satisfies(r -> assertThat(TopicReader.header(r, "log-offset")).isNotNull());
    }
  }

  @Test
  void deadLettersAreKeptNoLongerThanTheLog() throws Exception {
    topics.createMissing().await().atMost(Duration.ofSeconds(60));
    await()
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .untilAsserted(
            () -> assertThat(retention(config.deadTopic())).isEqualTo(retention(config.topic())));

    setRetention(config.deadTopic(), "-1");
    topics.createMissing().await().atMost(Duration.ofSeconds(60));
    await()
        .untilAsserted(
            () ->
                assertThat(retention(config.deadTopic()))
                    .isEqualTo(Long.toString(config.retention().toMillis())));

    setRetention(config.deadTopic(), "3600000");
    topics.createMissing().await().atMost(Duration.ofSeconds(60));
    assertThat(retention(config.deadTopic())).isEqualTo("3600000");
    setRetention(config.deadTopic(), Long.toString(config.retention().toMillis()));
  }

  private String retention(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get(60, TimeUnit.SECONDS)
          .get(resource)
          .get(TopicConfig.RETENTION_MS_CONFIG)
          .value();
    }
  }

  private void setRetention(String topic, String millis) throws Exception {
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, millis), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
    await().until(() -> millis.equals(retention(topic)));
  }

  @Test
  @Tag("long")
  void aProvidersTopicThatWasDeletedIsMadeAgain() throws Exception {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"status\":\"En cours\"}");
    TopicReader.readExactly(kafka, lead.topic(), 2);
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      admin.deleteTopics(List.of(lead.topic())).all().get(60, TimeUnit.SECONDS);
    }

    lead.callBack("{\"status\":\"Perdu\"}");

    assertThat(TopicReader.readExactly(kafka, lead.topic(), 1).get(0).value())
        .contains("\"code\":\"lost\"");
  }

  private static boolean ours(ConsumerRecord<String, String> record, String key, Feedback stray) {
    return key.equals(record.key()) || stray.leadId().toString().equals(record.key());
  }
}
