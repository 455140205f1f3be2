package io.leadloop.lane.status;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.call.CustomerGuards;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stops and restarts lanes, and reports their state. */
@ApplicationScoped
public class Lanes {
  private static final String PAUSE =
      """
      update lane set state = 'paused', stop_reason = 'the customer is paused'
      where customer_id = $1 and state <> 'paused'
      """;
  private static final String RESUME =
      """
      update lane set state = 'open', stop_reason = null, next_at = greatest(now(), opens_at)
      where customer_id = $1 and state <> 'open' and not is_archived
      """;

  /** The oldest is looked for among the first of each provider, and in short queues among all. */
  private static final String STATUS =
      """
      select l.customer_id, l.state, l.stop_reason, c.requests_per_minute,
        case when l.sleeps_until > now() then l.sleeps_until end as sleeps_until,
        case when l.sleeps_until > now() then l.sleep_reason end as sleep_reason,
        lane_pace(l.pace, l.pace_holds_until, c.requests_per_minute, $2 * interval '1 ms') as pace,
        l.used - (select coalesce(sum(requests), 0) from lane_slot s
          where s.customer_id = l.customer_id
          and s.ends_at <= now() - $2 * interval '1 ms')::int as used,
        counts.waiting, counts.held, least(q.oldest, f.oldest, counts.held_since) as oldest
      from (select *, (select coalesce(sum(leads), 0)::bigint from lane_arrivals a
          where a.customer_id = lane.customer_id) as arrived from lane) l
      cross join lateral (select * from customer where id = l.customer_id limit 1) c
      cross join lateral lane_counts(
        l.customer_id, l.state = 'open', l.arrived - l.departures) counts
      cross join lateral (
        select min(d.created_at) as oldest from leads_due_in(l.customer_id, 100) w (lead_id)
        cross join lateral (select created_at from lead where id = w.lead_id limit 1) d) q
      cross join lateral (
        select min(d.created_at) as oldest from first_waiting_leads(l.customer_id) w
        cross join lateral (select created_at from lead where id = w.lead_id limit 1) d) f
      where l.customer_id = any($1)
      """;

  private final Pool pool;
  private final CustomerGuards guards;
  private final long windowMillis;

  Lanes(Pool pool, CustomerGuards guards, LaneConfig config) {
    this.pool = pool;
    this.guards = guards;
    this.windowMillis = config.window().toMillis();
  }

  /** Nothing is sent to the customer from the next look at its lane on; its leads are held. */
  public Uni<Void> pause(CustomerId lane) {
    return pause(pool, lane);
  }

  /** The same in the caller's transaction. */
  public Uni<Void> pause(SqlClient tx, CustomerId lane) {
    return tx.preparedQuery(PAUSE).execute(Tuple.of(lane.value())).replaceWithVoid();
  }

  /** Whatever stopped the lane, it sends again; its held leads follow in their order. */
  public Uni<Void> resume(CustomerId lane) {
    return resume(pool, lane);
  }

  /** The same in the caller's transaction. */
  public Uni<Void> resume(SqlClient tx, CustomerId lane) {
    return tx.preparedQuery(RESUME).execute(Tuple.of(lane.value())).replaceWithVoid();
  }

  /** How the lane is now; counts some leads, so it is for people and not for every request. */
  public Uni<LaneStatus> status(CustomerId lane) {
    return statuses(List.of(lane)).map(statuses -> statuses.get(lane));
  }

  /** The same of several. */
  public Uni<Map<CustomerId, LaneStatus>> statuses(List<CustomerId> lanes) {
    return pool.preparedQuery(STATUS)
        .execute(Batch.of(lanes).uuids(CustomerId::value).value(windowMillis).tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new CustomerId(row.getUUID("customer_id")), this::status)));
  }

  private LaneStatus status(Row row) {
    CustomerId customer = new CustomerId(row.getUUID("customer_id"));
    return new LaneStatus(
        row.getString("state"),
        Optional.ofNullable(row.getString("stop_reason")),
        row.getLong("waiting"),
        row.getLong("held"),
        time(row, "oldest"),
        row.getInteger("requests_per_minute"),
        row.getInteger("used"),
        Optional.ofNullable(row.getInteger("pace")),
        time(row, "sleeps_until"),
        Optional.ofNullable(row.getString("sleep_reason")),
        guards.circuit(customer).name().toLowerCase(Locale.ROOT));
  }

  private static Optional<Instant> time(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
