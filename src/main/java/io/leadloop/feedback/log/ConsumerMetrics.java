package io.leadloop.feedback.log;

import io.leadloop.feedback.Unread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Metrics of this replica's path from the feedback log to the providers' topics: {@code
 * leadloop.feedback.lag}, records not yet consumed; {@code leadloop.feedback.round.age}, for how
 * long no round has been completed; {@code leadloop.projection.delay}, from the append of a record
 * to its projection; {@code leadloop.fanout.delay}, from the receipt of feedback to its event on a
 * topic; and {@code leadloop.feedback.dead}, records that could not be projected.
 */
@ApplicationScoped
class ConsumerMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(10, 25, 50, 100, 250, 500, 1_000, 5_000, 30_000, 120_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Clock clock;
  private final AtomicLong lag = new AtomicLong();
  private volatile Instant lastRound;
  private final Timer projection;
  private final Timer fanOut;
  private final Counter dead;
  private final Map<Unread, Counter> unread = new EnumMap<>(Unread.class);

  ConsumerMetrics(MeterRegistry metrics, Clock clock) {
    this.clock = clock;
    Gauge.builder("leadloop.feedback.lag", lag, AtomicLong::get)
        .description("Records of the feedback log that this replica has not projected yet")
        .register(metrics);
    this.lastRound = clock.instant();
    TimeGauge.builder("leadloop.feedback.round.age", this::roundAge, TimeUnit.MILLISECONDS)
        .description("Since this replica last completed a round of the projection")
        .register(metrics);
    this.projection =
        timer(metrics, "leadloop.projection.delay", "From the feedback log to PostgreSQL");
    this.fanOut =
        timer(metrics, "leadloop.fanout.delay", "From received feedback to the provider's topic");
    this.dead =
        Counter.builder("leadloop.feedback.dead")
            .description("Records of the feedback log that could not be projected")
            .register(metrics);
    for (Unread what : Unread.values()) {
      unread.put(
          what,
          Counter.builder("leadloop.feedback.unread")
              .description("Callbacks without a status, and ambiguous amounts")
              .tag("what", what.label())
              .register(metrics));
    }
  }

  void lag(long records) {
    lag.set(records);
  }

  /** A round ended well, with records or without. */
  void roundEnded() {
    lastRound = clock.instant();
  }

  private long roundAge() {
    return Duration.between(lastRound, clock.instant()).toMillis();
  }

  void projected(ConsumerRecords<String, byte[]> records) {
    Instant now = clock.instant();
    for (ConsumerRecord<String, byte[]> record : records) {
      record(projection, Instant.ofEpochMilli(record.timestamp()), now);
    }
  }

  void published(LogBatch batch) {
    Instant now = clock.instant();
    batch.readable().forEach(logged -> record(fanOut, logged.feedback().receivedAt(), now));
  }

  void unread(List<Unread> what) {
    what.forEach(one -> unread.get(one).increment());
  }

  void dead() {
    dead.increment();
  }

  /** Clocks of other machines may be ahead. */
  private static void record(Timer timer, Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    timer.record(took.isNegative() ? Duration.ZERO : took);
  }

  private static Timer timer(MeterRegistry metrics, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(metrics);
  }
}
