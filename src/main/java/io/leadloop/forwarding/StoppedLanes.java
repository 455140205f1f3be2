package io.leadloop.forwarding;

import io.leadloop.store.Batch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The metric to raise an alarm on: how many lanes are stopped, {@code leadloop.lanes.stopped} by
 * {@code reason} ({@code token_refused} or {@code paused}). A refused token waits for a person.
 */
@ApplicationScoped
class StoppedLanes {
  private static final List<String> REASONS = List.of("token_refused", "paused");
  private static final String COUNT =
      "select state, count(*) as lanes from lane where state <> 'open' group by state";

  private final Pool pool;
  private final Map<String, AtomicLong> lanes = new ConcurrentHashMap<>();

  StoppedLanes(Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    for (String reason : REASONS) {
      AtomicLong count = new AtomicLong();
      lanes.put(reason, count);
      metrics.gauge("leadloop.lanes.stopped", Tags.of("reason", reason), count);
    }
  }

  /** Counts them anew. */
  Uni<Void> refresh() {
    return pool.query(COUNT)
        .execute()
        .map(
            rows ->
                Batch.list(rows, row -> Map.entry(row.getString("state"), row.getLong("lanes"))))
        .invoke(
            counts -> {
              lanes.values().forEach(count -> count.set(0));
              counts.forEach(count -> lanes.get(count.getKey()).set(count.getValue()));
            })
        .replaceWithVoid();
  }
}
