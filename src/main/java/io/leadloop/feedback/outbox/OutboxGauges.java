package io.leadloop.feedback.outbox;

import io.leadloop.schedule.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/**
 * Gauges of the outbox: {@code leadloop.outbox.waiting}, its rows, and {@code
 * leadloop.outbox.oldest}, the age of its first row in seconds, which grow while Kafka is away; and
 * {@code leadloop.outbox.set.aside}, rows that the log rejected and that need an administrator. All
 * replicas report the same values.
 */
@ApplicationScoped
class OutboxGauges {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final String WAITING =
      """
      select (select count(*) from outbox) as waiting,
        (select count(*) from outbox_set_aside) as set_aside,
        coalesce((select extract(epoch from now() - created_at) from outbox
          order by position limit 1), 0)::float8 as oldest
      """;

  private final Pool pool;
  private volatile long waiting;
  private volatile double oldest;
  private volatile long setAside;

  OutboxGauges(Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    Gauge.builder("leadloop.outbox.waiting", this::waiting)
        .description("Feedback in the outbox that is not in the log yet")
        .register(metrics);
    Gauge.builder("leadloop.outbox.oldest", this::oldestSeconds)
        .description("Age of the oldest row in the outbox")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("leadloop.outbox.set.aside", () -> setAside)
        .description("Feedback that the log rejected and that needs an administrator")
        .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("show the outbox", this::refresh, INTERVAL);
  }

  /** The rows, as of some seconds ago. */
  long waiting() {
    return waiting;
  }

  /** The age of the first row; 0 without rows. */
  double oldestSeconds() {
    return oldest;
  }

  private Uni<Duration> refresh() {
    return pool.query(WAITING)
        .execute()
        .map(rows -> rows.iterator().next())
        .invoke(this::show)
        .replaceWith(INTERVAL);
  }

  private void show(Row row) {
    waiting = row.getLong("waiting");
    oldest = row.getDouble("oldest");
    setAside = row.getLong("set_aside");
  }
}
