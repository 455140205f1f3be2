package io.leadloop.benchmark.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A provider that reads its topic, {@code read_committed}: how long after the gateway received a
 * callback its event can be seen, and how long after the lead was made.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

  /** Longer than any retry on a working machine takes. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private static final int DIGITS = 3;
  private static final String STATUS_CHANGED = "io.leadloop.lead.status-changed.v1";

  /** A UUIDv7 begins with the milliseconds since 1970, before 16 other bits of its first half. */
  private static final int BITS_BEHIND_THE_TIME = 16;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Histogram sinceReceived = new Histogram(LONGEST_MICROS, DIGITS);
  private final Histogram sinceSubmitted = new Histogram(LONGEST_MICROS, DIGITS);
  private final Thread thread = new Thread(this::read, "topic-watch");
  private volatile boolean closing;
  private volatile long seen;
  private volatile long last = System.nanoTime();

  private TopicWatch(Map<String, Object> kafka, String topic) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
  }

  public static TopicWatch of(Target target, Map<String, Object> kafka) {
    TopicWatch watch = new TopicWatch(kafka, "leadloop.status." + target.seed().slug());
    watch.thread.start();
    return watch;
  }

  /** Events so far. */
  public long seen() {
    return seen;
  }

  /** Waits for so many events in all; the seconds that it took. Fails if no more come. */
  public double await(long events) throws InterruptedException {
    long start = System.nanoTime();
    while (seen < events) {
      Thread.sleep(10);
      if (System.nanoTime() - Math.max(start, last) > LONGEST_PAUSE.toNanos()) {
        throw new IllegalStateException(
            "%,d events were expected, and %,d came".formatted(events, seen));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Microseconds from a callback's arrival, of all events of a status since the last call. */
  public Histogram latencies() {
    return taken(sinceReceived);
  }

  /** Microseconds from when the lead got its id, of the same events. */
  public Histogram journeys() {
    return taken(sinceSubmitted);
  }

  private static Histogram taken(Histogram micros) {
    synchronized (micros) {
      Histogram copy = micros.copy();
      micros.reset();
      return copy;
    }
  }

  private void read() {
    while (!closing) {
      var polled = consumer.poll(POLL);
      Instant now = Instant.now();
      for (ConsumerRecord<String, byte[]> record : polled) {
        if (header(record, "ce_type").equals(STATUS_CHANGED)) {
          enter(sinceReceived, OffsetDateTime.parse(header(record, "ce_time")).toInstant(), now);
          enter(sinceSubmitted, made(record.key()), now);
        }
      }
      if (!polled.isEmpty()) {
        last = System.nanoTime();
      }
      seen += polled.count();
    }
    consumer.close();
  }

  private static void enter(Histogram micros, Instant since, Instant now) {
    synchronized (micros) {
      micros.recordValue(microsBetween(since, now));
    }
  }

  private static Instant made(String lead) {
    long half = UUID.fromString(lead).getMostSignificantBits();
    return Instant.ofEpochMilli(half >>> BITS_BEHIND_THE_TIME);
  }

  private static long microsBetween(Instant received, Instant now) {
    long between = TimeUnit.NANOSECONDS.toMicros(Duration.between(received, now).toNanos());
    return Math.max(0, Math.min(between, LONGEST_MICROS));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
