package io.leadloop.feedback.log;

import io.leadloop.feedback.LogRecord;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The idempotent producer of the log. Kafka's client has failures after which a producer takes no
 * record for good, for example if a broker denied the login when the producer asked for its id. So
 * one that throws, or whose records have timed out for a while without one that was acknowledged,
 * is replaced by another.
 */
final class LogProducer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogProducer.class);

  /** The request time-out must be shorter than the delivery time-out by more than the linger. */
  private static final int LINGER_MS = 0;

  /**
   * Records that arrive while a request to a broker is in flight share the next one: a record that
   * comes alone does not wait, and under load requests are few.
   */
  private static final int REQUESTS_IN_FLIGHT = 1;

  /** Several pages of the outbox, so that the relay leaves room for callbacks. */
  private static final long BUFFER_BYTES = 32L << 20;

  /** In time-outs of a record. */
  private static final int STUCK_AFTER = 5;

  private final String topic;
  private final Map<String, Object> settings;
  private final Duration acknowledgeWithin;
  private final AtomicBoolean replacing = new AtomicBoolean();
  private volatile KafkaProducer<String, byte[]> producer;

  /** The {@link System#nanoTime} of the first of these time-outs; null if there is none. */
  private volatile Long stuckSince;

  private boolean closed;

  /**
   * @param kafka the gateway's connection
   * @param acknowledgeWithin how long a record may take
   */
  LogProducer(String topic, Map<String, Object> kafka, Duration acknowledgeWithin) {
    this.topic = topic;
    this.settings = settings(kafka, (int) acknowledgeWithin.toMillis());
    this.acknowledgeWithin = acknowledgeWithin;
    this.producer = create();
  }

  /**
   * Never blocks. Failures of the record are passed to the callback.
   *
   * @throws KafkaException if the producer takes no record any more; the next record meets another
   */
  void send(String key, byte[] value, Callback callback) {
    KafkaProducer<String, byte[]> current = producer;
    try {
      current.send(
          new ProducerRecord<>(topic, key, value),
          (metadata, failure) -> {
            watch(current, failure);
            callback.onCompletion(metadata, failure);
          });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      replaceSoon(current, e);
      throw e;
    }
  }

  /** Fetches the topic's metadata before the first record arrives. */
  void prepare() {
    try {
      producer.partitionsFor(topic);
    } catch (TimeoutException itWasAskedFor) {
      LOG.debugf("looking for topic=%s", topic);
    } catch (KafkaException e) {
      LOG.debugf("looking for topic=%s cause=%s", topic, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    producer.close(acknowledgeWithin);
  }

  private void watch(KafkaProducer<String, byte[]> current, Exception failure) {
    Long since = stuckSince;
    if (failure == null) {
      stuckSince = null;
    } else if (failure instanceof TimeoutException timedOut) {
      if (since == null) {
        stuckSince = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK_AFTER * acknowledgeWithin.toNanos()) {
        replaceSoon(current, timedOut);
      }
    }
  }

  /** A new producer resolves host names, which blocks. */
  private void replaceSoon(KafkaProducer<String, byte[]> broken, RuntimeException cause) {
    if (replacing.compareAndSet(false, true)) {
      Infrastructure.getDefaultWorkerPool().execute(() -> replace(broken, cause));
    }
  }

  private synchronized void replace(KafkaProducer<String, byte[]> broken, RuntimeException cause) {
    try {
      if (!closed && producer == broken) {
        LOG.warnf("producer of the feedback log is replaced cause=%s", rootOf(cause));
        producer = create();
        stuckSince = null;
        prepare();
        broken.close(Duration.ZERO);
      }
    } finally {
      replacing.set(false);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  private KafkaProducer<String, byte[]> create() {
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, int millis) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_IN_FLIGHT);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LogRecord.LARGEST_BYTES);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return settings;
  }
}
