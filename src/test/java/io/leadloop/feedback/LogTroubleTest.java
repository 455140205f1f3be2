package io.leadloop.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadId;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.GatewayTestResource;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.Onboarding;
import io.leadloop.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is wrong on the log, or with a topic, holds up nobody's feedback. */
@QuarkusTest
@QuarkusTestResource(GatewayTestResource.class)
class LogTroubleTest {
  @Inject Onboarding onboarding;
  @Inject CallbackTokens tokens;
  @Inject FeedbackConfig config;

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
              .get(10, TimeUnit.SECONDS);
        }
        producer
            .send(new ProducerRecord<>(config.topic(), partition, key, null))
            .get(10, TimeUnit.SECONDS);
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

  @Test
  void aProvidersTopicThatWasDeletedIsMadeAgain() throws Exception {
    CalledBackLead lead = CalledBackLead.submit(onboarding, tokens);
    lead.callBack("{\"status\":\"En cours\"}");
    TopicReader.readExactly(kafka, lead.topic(), 2);
    try (Admin admin = Admin.create(KafkaLogin.ofGateway(kafka))) {
      admin.deleteTopics(List.of(lead.topic())).all().get(10, TimeUnit.SECONDS);
    }

    lead.callBack("{\"status\":\"Perdu\"}");

    assertThat(TopicReader.readExactly(kafka, lead.topic(), 1).get(0).value())
        .contains("\"code\":\"lost\"");
  }

  private static boolean ours(ConsumerRecord<String, String> record, String key, Feedback stray) {
    return key.equals(record.key()) || stray.leadId().toString().equals(record.key());
  }
}
