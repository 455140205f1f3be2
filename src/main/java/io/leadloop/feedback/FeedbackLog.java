package io.leadloop.feedback;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The feedback log's writing end: one idempotent producer a replica. It never blocks, so it may be
 * used from an event loop: while the topic is not known yet, or the producer's memory is full, it
 * fails at once, and its caller has another store.
 */
@ApplicationScoped
class FeedbackLog {
  private static final Logger LOG = Logger.getLogger(FeedbackLog.class);

  /**
   * The producer wants its request time-out to be shorter than the whole by more than its linger.
   */
  private static final int LINGER_MS = 0;

  private final String topic;
  private final Duration acknowledgeWithin;
  private final TypedGuard<Uni<Void>> guard;
  private final KafkaProducer<String, byte[]> producer;

  FeedbackLog(
      FeedbackConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.topic = config.topic();
    this.acknowledgeWithin = config.acknowledgeWithin();
    this.guard = guard(config.breaker());
    this.producer = producer(kafka, acknowledgeWithin);
  }

  /**
   * Completes when the log has the feedback on every in-sync copy, on the producer's own thread;
   * fails when it does not acknowledge in time, and at once while its breaker is open.
   */
  Uni<Void> append(Feedback feedback) {
    byte[] value = FeedbackJson.write(feedback);
    String key = feedback.leadId().toString();
    return guard.get(() -> append(new ProducerRecord<>(topic, key, value)));
  }

  /**
   * The same for feedback that was written before, in the order given; it asks the log whatever the
   * breaker says.
   */
  Uni<Void> appendAll(List<Outbox.Waiting> rows) {
    List<Uni<Void>> appends =
        rows.stream()
            .map(row -> append(new ProducerRecord<>(topic, row.leadId().toString(), row.payload())))
            .toList();
    return Uni.join().all(appends).andCollectFailures().replaceWithVoid();
  }

  /** Has the producer learn where the topic is before the first callback comes. */
  void start(@Observes StartupEvent started) {
    try {
      producer.partitionsFor(topic);
    } catch (TimeoutException itWasAskedFor) {
      LOG.debugf("looking for topic=%s", topic);
    }
  }

  void close(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent stopping) {
    producer.close(acknowledgeWithin);
  }

  private Uni<Void> append(ProducerRecord<String, byte[]> feedback) {
    return Uni.createFrom()
        .emitter(emitter -> producer.send(feedback, (metadata, failure) -> end(emitter, failure)));
  }

  private static void end(UniEmitter<? super Void> emitter, Exception failure) {
    if (failure == null) {
      emitter.complete(null);
    } else {
      emitter.fail(failure);
    }
  }

  private static TypedGuard<Uni<Void>> guard(FeedbackConfig.Breaker breaker) {
    return TypedGuard.create(new TypeLiteral<Uni<Void>>() {})
        .withCircuitBreaker()
        .requestVolumeThreshold(breaker.calls())
        .failureRatio(breaker.failureRatio())
        .delay(breaker.delay().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .onStateChange(FeedbackLog::changed)
        .done()
        .build();
  }

  private static void changed(CircuitBreakerState state) {
    LOG.infof("circuit breaker of the feedback log state=%s", state);
  }

  private static KafkaProducer<String, byte[]> producer(
      Map<String, Object> kafka, Duration acknowledgeWithin) {
    int millis = (int) acknowledgeWithin.toMillis();
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
