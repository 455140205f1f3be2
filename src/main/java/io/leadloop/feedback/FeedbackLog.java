package io.leadloop.feedback;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The feedback log's writing end: one idempotent producer a replica. Sending waits for metadata
 * while the broker is away, so it has a thread of its own with a bounded queue, and never an event
 * loop.
 */
@ApplicationScoped
class FeedbackLog {
  private static final int WAITING_AT_MOST = 10_000;

  private final String topic;
  private final Duration acknowledgeWithin;
  private final ExecutorService sender =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_AT_MOST),
          task -> new Thread(task, "leadloop-feedback-log"));
  private final KafkaProducer<String, byte[]> producer;

  FeedbackLog(
      FeedbackConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.topic = config.topic();
    this.acknowledgeWithin = config.acknowledgeWithin();
    this.producer = producer(kafka, acknowledgeWithin);
  }

  /** Completes when the log has the feedback on every in-sync copy. */
  Uni<Void> append(Feedback feedback) {
    byte[] value = FeedbackJson.write(feedback);
    return append(new ProducerRecord<>(topic, feedback.leadId().toString(), value));
  }

  /** The same for feedback that was written before, in the order given. */
  Uni<Void> appendAll(List<Outbox.Waiting> rows) {
    List<Uni<Void>> appends =
        rows.stream()
            .map(row -> append(new ProducerRecord<>(topic, row.leadId().toString(), row.payload())))
            .toList();
    return Uni.join().all(appends).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> append(ProducerRecord<String, byte[]> feedback) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter ->
                sender.execute(
                    () -> {
                      try {
                        producer.send(feedback, (metadata, e) -> acknowledge(emitter, e));
                      } catch (RuntimeException e) {
                        emitter.fail(e);
                      }
                    }))
        .emitOn(Infrastructure.getDefaultExecutor())
        .ifNoItem()
        .after(acknowledgeWithin)
        .fail();
  }

  private static void acknowledge(UniEmitter<? super Void> emitter, Exception e) {
    if (e == null) {
      emitter.complete(null);
    } else {
      emitter.fail(e);
    }
  }

  void close(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent stopping) {
    sender.shutdown();
    producer.close(acknowledgeWithin);
  }

  private static KafkaProducer<String, byte[]> producer(
      Map<String, Object> kafka, Duration acknowledgeWithin) {
    int millis = (int) acknowledgeWithin.toMillis();
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis - 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
