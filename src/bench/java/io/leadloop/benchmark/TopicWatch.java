package io.leadloop.benchmark;

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
 * callback its event can be seen.
 */
final class TopicWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
  private final Thread thread = new Thread(this::read, "topic-watch");
  private volatile boolean closing;
  private volatile long seen;

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

  static TopicWatch of(Target target, Map<String, Object> kafka) {
    TopicWatch watch = new TopicWatch(kafka, "leadloop.status." + target.seed().slug());
    watch.thread.start();
    return watch;
  }

  /** Events so far. */
  long seen() {
    return seen;
  }

  /** Waits for so many events in all; the seconds that it took. */
  double await(long events) throws InterruptedException {
    long start = System.nanoTime();
    while (seen < events) {
      Thread.sleep(10);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Latencies in microseconds since the last call. */
  Histogram latencies() {
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
      synchronized (micros) {
        polled.forEach(record -> micros.recordValue(microsBetween(received(record), now)));
      }
      seen += polled.count();
    }
    consumer.close();
  }

  private static long microsBetween(Instant received, Instant now) {
    long between = TimeUnit.NANOSECONDS.toMicros(Duration.between(received, now).toNanos());
    return Math.max(0, Math.min(between, LONGEST_MICROS));
  }

  private static Instant received(ConsumerRecord<String, byte[]> record) {
    String time = new String(record.headers().lastHeader("ce_time").value(), UTF_8);
    return OffsetDateTime.parse(time).toInstant();
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
