package io.leadloop.silence;

import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Shows of each customer how many of its last leads Oplead has ({@code leadloop.feedback.forwarded}
 * by {@code customer}), and how many of those had a status ({@code leadloop.feedback.with.status}),
 * as {@link FeedbackLatency} learned it. Every replica shows the same: of several, take one.
 */
@ApplicationScoped
class CoverageGauges {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final String LEARNED =
      """
      select c.slug, p.forwarded, p.with_feedback
      from customer_pace p join customer c on c.id = p.customer_id where p.forwarded > 0
      """;

  private final Pool pool;
  private final MultiGauge forwarded;
  private final MultiGauge withStatus;

  CoverageGauges(Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    this.forwarded =
        MultiGauge.builder("leadloop.feedback.forwarded")
            .description("Of a customer's last leads, those that Oplead has")
            .register(metrics);
    this.withStatus =
        MultiGauge.builder("leadloop.feedback.with.status")
            .description("Of a customer's last leads, those that had a status")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("show coverage", this::refresh, INTERVAL);
  }

  /** Reads what was learned; how long that is good. */
  Uni<Duration> refresh() {
    return pool.query(LEARNED)
        .execute()
        .map(rows -> Batch.list(rows, row -> row))
        .invoke(this::show)
        .replaceWith(INTERVAL);
  }

  private void show(List<Row> customers) {
    forwarded.register(rows(customers, row -> row.getInteger("forwarded")), true);
    withStatus.register(rows(customers, row -> row.getInteger("with_feedback")), true);
  }

  private static Iterable<MultiGauge.Row<?>> rows(
      List<Row> customers, Function<Row, Integer> count) {
    return customers.stream()
        .<MultiGauge.Row<?>>map(
            row -> MultiGauge.Row.of(Tags.of("customer", row.getString("slug")), count.apply(row)))
        .toList();
  }
}
