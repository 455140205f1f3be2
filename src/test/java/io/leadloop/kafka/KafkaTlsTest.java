package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.TlsBroker;
import io.leadloop.testing.KafkaLogin;
import io.leadloop.testing.tls.TestAuthority;
import io.leadloop.testing.tls.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's clients verify the broker by an authority whose file may be renewed. */
class KafkaTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestAuthority AUTHORITY = new TestAuthority("brokers' authority");

  @TempDir Path directory;
  private TlsBroker broker;
  private Path trusted;

  private void start(TestAuthority authority, TestCertificate certificate) throws Exception {
    if (broker == null) {
      broker = new TlsBroker(directory.resolve("broker"));
      trusted = directory.resolve("ca.crt");
      TestCertificate.replace(trusted, authority.pem());
    }
    broker.start(authority, certificate);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void hostNameAndAuthorityAreVerified() throws Exception {
    start(AUTHORITY, AUTHORITY.issue("localhost"));
    assertThat(brokers(broker.settings("localhost", trusted))).isEqualTo(1);
    assertRefused(broker.settings("127.0.0.1", trusted));

    TestCertificate.replace(trusted, new TestAuthority("brokers' authority").pem());
    assertRefused(broker.settings("localhost", trusted));
  }

  /** A client that is running, with all of its connections new after a restart of the broker. */
  @Test
  void renewedAuthorityIsTrustedWithoutARestart() throws Exception {
    start(AUTHORITY, AUTHORITY.issue("localhost"));
    Map<String, Object> client = client(broker.settings("localhost", trusted));
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
    }
    client.put("delivery.timeout.ms", 5000);
    client.put("request.timeout.ms", 2000);
    client.put("max.block.ms", 5000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      assertThat(offset(producer)).isZero();

      broker.close();
      TestAuthority renewed = new TestAuthority("brokers' authority");
      start(renewed, renewed.issue("localhost"));
      assertThatThrownBy(() -> offset(producer)).isInstanceOf(ExecutionException.class);

      TestCertificate.replace(trusted, "half-writ");
      assertThatThrownBy(() -> offset(producer)).isInstanceOf(ExecutionException.class);

      TestCertificate.replace(trusted, renewed.pem());
      await().atMost(PATIENCE).ignoreExceptions().until(() -> offset(producer) > 0);
    }
  }

  private static long offset(KafkaProducer<String, String> producer) throws Exception {
    return producer.send(new ProducerRecord<>("t", "x")).get().offset();
  }

  private static void assertRefused(Map<String, String> settings) {
    assertThatThrownBy(() -> brokers(settings))
        .hasCauseInstanceOf(SslAuthenticationException.class);
  }

  private static int brokers(Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(client(settings))) {
      return admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).size();
    }
  }

  private static Map<String, Object> client(Map<String, String> settings) {
    Map<String, Object> client = new HashMap<>(KafkaLogin.of(settings));
    client.put("ssl.engine.factory.class", ReloadingSslEngineFactory.class.getName());
    return client;
  }
}
