package io.leadloop.lane.status;

import io.leadloop.lane.CallConfig;
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

/**
 * The metric to raise an alarm on: how many lanes are stopped, {@code leadloop.lanes.stopped} by
 * {@code reason} ({@code token_refused} or {@code paused}). A refused token waits for a person.
 */
@ApplicationScoped
class StoppedLanes {
  private static final String COUNT =
      """
      -- That it is not open is what the index of stopped lanes asks for. The work for an archived
      -- customer has ended on purpose.
      select reason, (select count(*) from lane
        where state = reason and state <> 'open' and not is_archived) as lanes
      from unnest(array['token_refused', 'paused']) as reason
      """;

  private final Pool pool;
  private final Duration interval;
  private final MultiGauge lanes;

  StoppedLanes(Pool pool, CallConfig config, MeterRegistry metrics) {
    this.pool = pool;
    this.interval = config.sweepInterval();
    this.lanes =
        MultiGauge.builder("leadloop.lanes.stopped")
            .description("Lanes that are stopped, by reason")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("count stopped lanes", this::refresh, interval);
  }

  private Uni<Duration> refresh() {
    return pool.query(COUNT)
        .execute()
        .map(rows -> Batch.<MultiGauge.Row<?>>list(rows, StoppedLanes::gauge))
        .invoke(this::show)
        .replaceWith(interval);
  }

  private void show(List<MultiGauge.Row<?>> counts) {
    lanes.register(counts, true);
  }

  private static MultiGauge.Row<?> gauge(Row row) {
    return MultiGauge.Row.of(Tags.of("reason", row.getString("reason")), row.getLong("lanes"));
  }
}
