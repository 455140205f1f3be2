package io.leadloop.embedded;

import io.leadloop.testing.KafkaLogin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic with one record, to check that data survives. */
final class NoteTopic {
  private static final String TOPIC = "note";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, Object> connection;

  NoteTopic(EmbeddedKafka kafka) {
    this.connection = KafkaLogin.of(kafka.settings());
  }

  /** Writes in a transaction, so that the broker needs its internal topics too. */
  void write(String text) throws Exception {
    try (Admin admin = Admin.create(connection)) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(transactional(), new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, text)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      producer.commitTransaction();
    }
  }

  String read() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(connection, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition only = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      ConsumerRecords<String, String> records = consumer.poll(LIMIT);
      return records.iterator().next().value();
    }
  }

  private Map<String, Object> transactional() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("transactional.id", "note");
    return settings;
  }
}
