package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.kafka.KafkaClients;
import io.leadloop.testing.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Its producer is made as soon as a broker's name resolves, at the start and later. */
class LogProducerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMillis(500);
  private static final Map<String, Object> AWAY = Map.of("bootstrap.servers", "kafka.invalid:9092");
  private static final Supplier<Producer<String, byte[]>> UNRESOLVED =
      () -> KafkaClients.producer(AWAY);

  private final AtomicReference<Supplier<Producer<String, byte[]>>> now =
      new AtomicReference<>(UNRESOLVED);
  private final AtomicInteger attempts = new AtomicInteger();

  /** Regression: it stopped the start. */
  @Test
  void beginsWithoutAProducerAndSendsOnceAHostResolves() {
    MockProducer<String, byte[]> resolved = producer();
    try (CapturedLog log = CapturedLog.start();
        LogProducer producer = logProducer()) {
      producer.prepare();
      assertThatThrownBy(() -> send(producer, "early"))
          .isInstanceOf(KafkaClients.UnresolvedException.class);
      await().atMost(PATIENCE).until(() -> attempts.get() > 1);
      now.set(() -> resolved);
      await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> send(producer, "late"));
      assertThat(keys(resolved)).containsExactly("late");
      assertThat(log.lines()).filteredOn(line -> line.contains("log not made")).hasSize(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .filteredOn(line -> line.contains("feedback log made"))
                      .hasSize(1));
    }
    assertThat(resolved.closed()).isTrue();
  }

  @Test
  void aBrokenProducerIsReplacedOnceAHostResolves() {
    MockProducer<String, byte[]> broken = producer();
    broken.sendException = new KafkaException("fatal");
    MockProducer<String, byte[]> resolved = producer();
    now.set(() -> broken);
    try (LogProducer producer = logProducer()) {
      now.set(UNRESOLVED);
      assertThatThrownBy(() -> send(producer, "early")).isSameAs(broken.sendException);
      await().atMost(PATIENCE).until(() -> attempts.get() > 1);
      now.set(() -> resolved);
      await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> send(producer, "late"));
      assertThat(keys(resolved)).containsExactly("late");
      assertThat(broken.closed()).isTrue();
    }
  }

  @Test
  void closedWithoutAProducerItMakesNone() {
    LogProducer producer = logProducer();
    producer.close();
    int before = attempts.get();
    await().during(Duration.ofMillis(1500)).atMost(PATIENCE).until(() -> attempts.get() == before);
  }

  @Test
  void wrongSettingsAreNotTriedAgain() {
    Map<String, Object> wrong =
        Map.of("bootstrap.servers", "kafka.invalid:9092", "security.protocol", "SASL_SLL");
    assertThatThrownBy(() -> new LogProducer("topic", wrong, ACKNOWLEDGE_WITHIN))
        .isInstanceOf(KafkaException.class);
  }

  private LogProducer logProducer() {
    return new LogProducer(
        "topic",
        () -> {
          attempts.incrementAndGet();
          return now.get().get();
        },
        ACKNOWLEDGE_WITHIN);
  }

  private static void send(LogProducer producer, String key) {
    producer.send(key, new byte[1], (metadata, failure) -> assertThat(failure).isNull());
  }

  private static MockProducer<String, byte[]> producer() {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static List<String> keys(MockProducer<String, byte[]> producer) {
    return producer.history().stream().map(ProducerRecord::key).toList();
  }
}
