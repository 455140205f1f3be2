package io.leadloop.lane.status;

import io.leadloop.lane.LaneConfig;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Shows each lane by {@code customer}, unless it is archived: {@code leadloop.lane.waiting}, leads
 * that wait for their first turn, held ones included and retries not; {@code leadloop.lane.oldest},
 * for how many seconds the first due lead has been due; {@code leadloop.lane.quota} and {@code
 * leadloop.lane.quota.used} in the window of the last claim; {@code leadloop.lane.stopped} by
 * {@code reason}, 1 while it is; and {@code leadloop.lane.uncertain}, leads whose arrival at Oplead
 * stays unknown. Every replica shows the same.
 */
@ApplicationScoped
class LaneGauges {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  /**
   * Asks the queue for its ends alone, and never counts it; not the queue of an open lane that is
   * never due, which has nothing in it that could be.
   */
  private static final String LANES =
      """
      select c.slug, c.requests_per_minute as quota, nullif(l.state, 'open') as stopped,
        greatest(0, coalesce(a.arrived, 0) - l.departures) as waiting,
        coalesce(u.leads, 0) as uncertain,
        case when l.claimed_at > now() - $1 * interval '1 ms' then l.used else 0 end as used,
        greatest(0, coalesce(extract(epoch from now() - d.due), 0))::float8 as oldest
      from lane l join customer c on c.id = l.customer_id
      left join (select customer_id, sum(leads)::bigint as arrived from lane_arrivals
        group by customer_id) a using (customer_id)
      left join (select customer_id, count(*) as leads from lead_progress
        where state = 'uncertain' and due_at = 'infinity' group by customer_id) u using (customer_id)
      left join lateral (
        select min(due_at) as due from first_waiting_leads(l.customer_id)
        where l.next_at < 'infinity' or l.state <> 'open') d on true
      -- The work for an archived customer has ended on purpose.
      where not l.is_archived
      """;

  private final Pool pool;
  private final long windowMillis;
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final MultiGauge quota;
  private final MultiGauge used;
  private final MultiGauge stopped;
  private final MultiGauge uncertain;

  /** By slug. */
  private volatile Map<String, Shown> shown = Map.of();

  LaneGauges(Pool pool, LaneConfig lane, MeterRegistry metrics) {
    this.pool = pool;
    this.windowMillis = lane.window().toMillis();
    this.waiting =
        MultiGauge.builder("leadloop.lane.waiting")
            .description("Leads that wait for their first turn, held ones included and retries not")
            .register(metrics);
    this.oldest =
        MultiGauge.builder("leadloop.lane.oldest")
            .description("For how long the first due lead has been due")
            .baseUnit("seconds")
            .register(metrics);
    this.quota =
        MultiGauge.builder("leadloop.lane.quota")
            .description("Requests that the token allows in a window")
            .register(metrics);
    this.used =
        MultiGauge.builder("leadloop.lane.quota.used")
            .description("Requests in the window before the last claim")
            .register(metrics);
    this.stopped =
        MultiGauge.builder("leadloop.lane.stopped")
            .description("1 while the lane is stopped")
            .register(metrics);
    this.uncertain =
        MultiGauge.builder("leadloop.lane.uncertain")
            .description("Leads that stay uncertain and are not sent again")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("show the lanes", this::refresh, INTERVAL);
  }

  /** Refreshes the gauges; returns the delay until the next time. */
  Uni<Duration> refresh() {
    return pool.preparedQuery(LANES)
        .execute(Tuple.of(windowMillis))
        .map(rows -> Batch.list(rows, row -> row))
        .invoke(this::show)
        .replaceWith(INTERVAL);
  }

  /** Registers nothing again while the customers are the same: with very many that is dear. */
  private void show(List<Row> lanes) {
    Map<String, Shown> known = shown;
    Map<String, Shown> now = new HashMap<>();
    lanes.forEach(
        row ->
            now.put(
                row.getString("slug"),
                known.getOrDefault(row.getString("slug"), new Shown()).of(row)));
    shown = now;
    if (!now.keySet().equals(known.keySet())) {
      register(waiting, now, lane -> lane.waiting);
      register(oldest, now, lane -> lane.oldest);
      register(quota, now, lane -> lane.quota);
      register(uncertain, now, lane -> lane.uncertain);
      register(used, now, lane -> lane.used);
    }
    stopped.register(
        lanes.stream()
            .filter(row -> row.getString("stopped") != null)
            .<MultiGauge.Row<?>>map(
                row ->
                    MultiGauge.Row.of(
                        customer(row.getString("slug")).and("reason", row.getString("stopped")), 1))
            .toList(),
        true);
  }

  private static void register(
      MultiGauge gauge, Map<String, Shown> lanes, ToDoubleFunction<Shown> value) {
    gauge.register(
        lanes.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                lane -> MultiGauge.Row.of(customer(lane.getKey()), lane.getValue(), value))
            .toList());
  }

  private static Tags customer(String slug) {
    return Tags.of("customer", slug);
  }

  /** What the gauges of a lane show. */
  private static final class Shown {
    private volatile double waiting;
    private volatile double oldest;
    private volatile double quota;
    private volatile double used;
    private volatile double uncertain;

    Shown of(Row row) {
      waiting = row.getLong("waiting");
      oldest = row.getDouble("oldest");
      quota = row.getInteger("quota");
      used = row.getInteger("used");
      uncertain = row.getLong("uncertain");
      return this;
    }
  }
}
