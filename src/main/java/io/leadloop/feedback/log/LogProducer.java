package io.leadloop.feedback.log;

import io.leadloop.feedback.LogRecord;
import io.leadloop.kafka.KafkaClients;
import io.leadloop.schedule.Backoff;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The idempotent producer of the log. Kafka's client has failures after which a producer takes no
 * record for good, for example if a broker denied the login when the producer asked for its id. So
 * one that throws, or whose records have timed out for a while without one that was acknowledged,
 * is replaced by another. While no broker's name resolves there may be none, and it is made later.
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

  private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final String topic;
  private final Supplier<Producer<String, byte[]>> clients;
  private final Duration acknowledgeWithin;
  private final AtomicBoolean replacing = new AtomicBoolean();

  /** Null until a broker's name has resolved. */
  private volatile Producer<String, byte[]> producer;

  /** The {@link System#nanoTime} of the first of these time-outs; null if there is none. */
  private volatile Long stuckSince;

  private volatile boolean closed;

  /**
   * @param kafka the gateway's connection
   * @param acknowledgeWithin how long a record may take
   * @throws KafkaException if the settings are at fault
   */
  LogProducer(String topic, Map<String, Object> kafka, Duration acknowledgeWithin) {
    this(topic, clients(kafka, acknowledgeWithin), acknowledgeWithin);
  }

  /**
   * @param clients makes a producer, or fails
   */
  LogProducer(
      String topic, Supplier<Producer<String, byte[]>> clients, Duration acknowledgeWithin) {
    this.topic = topic;
    this.clients = clients;
    this.acknowledgeWithin = acknowledgeWithin;
    try {
      producer = clients.get();
    } catch (KafkaClients.UnresolvedException e) {
      replacing.set(true);
      retry(null, 1, e);
    }
  }

  /**
   * Never blocks. Failures of the record are passed to the callback.
   *
   * @throws KafkaException if the producer takes no record any more; the next record meets another
   * @throws KafkaClients.UnresolvedException if there is none yet
   */
  void send(String key, byte[] value, Callback callback) {
    Producer<String, byte[]> current = producer;
    if (current == null) {
      throw new KafkaClients.UnresolvedException();
    }
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
    Producer<String, byte[]> current = producer;
    if (current != null) {
      prepare(current);
    }
  }

  private void prepare(Producer<String, byte[]> current) {
    try {
      current.partitionsFor(topic);
    } catch (TimeoutException itWasAskedFor) {
      LOG.debugf("looking for topic=%s", topic);
    } catch (KafkaException e) {
      LOG.debugf("looking for topic=%s cause=%s", topic, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(acknowledgeWithin);
    }
  }

  private void watch(Producer<String, byte[]> current, Exception failure) {
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
  private void replaceSoon(Producer<String, byte[]> broken, RuntimeException cause) {
    if (replacing.compareAndSet(false, true)) {
      if (!closed && producer == broken) {
        LOG.warnf("producer of the feedback log is replaced cause=%s", rootOf(cause));
      }
      Infrastructure.getDefaultWorkerPool().execute(() -> replace(broken, 1));
    }
  }

  private void replace(Producer<String, byte[]> broken, int attempt) {
    if (closed || producer != broken) {
      replacing.set(false);
      return;
    }
    try {
      // Not while this is locked: the resolution of host names would hold up the gateway's end.
      use(clients.get(), broken);
      replacing.set(false);
      if (attempt > 1) {
        LOG.info("producer of the feedback log made");
      }
    } catch (RuntimeException e) {
      retry(broken, attempt, e);
    }
  }

  private synchronized void use(Producer<String, byte[]> next, Producer<String, byte[]> broken) {
    if (closed) {
      next.close(Duration.ZERO);
      return;
    }
    producer = next;
    stuckSince = null;
    prepare();
    if (broken != null) {
      broken.close(Duration.ZERO);
    }
  }

  private void retry(Producer<String, byte[]> broken, int attempt, RuntimeException cause) {
    Duration delay = RETRIES.after(attempt);
    String text = "producer of the feedback log not made, next_in=%s cause=%s";
    boolean isKnown = attempt > 1 && cause instanceof KafkaClients.UnresolvedException;
    LOG.logf(isKnown ? Logger.Level.DEBUG : Logger.Level.WARN, text, delay, rootOf(cause));
    ScheduledExecutorService pool = Infrastructure.getDefaultWorkerPool();
    // A timer that is set on an event loop ends there, and host names are resolved meanwhile.
    pool.schedule(
        () -> pool.execute(() -> replace(broken, attempt + 1)),
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  private static Supplier<Producer<String, byte[]>> clients(
      Map<String, Object> kafka, Duration acknowledgeWithin) {
    Map<String, Object> settings = settings(kafka, (int) acknowledgeWithin.toMillis());
    return () -> KafkaClients.producer(settings);
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
