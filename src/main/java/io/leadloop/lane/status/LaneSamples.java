package io.leadloop.lane.status;

import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Records after each quarter of an hour what each lane did in it, from the counters in the lane's
 * row: one statement for all lanes, which writes a row for those that did something. The first
 * replica that comes writes all of them, the others find that done. After a stop, the first sample
 * of a lane holds everything since the one before.
 */
@ApplicationScoped
class LaneSamples {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int FORGOTTEN_AT_ONCE = 20_000;

  /** Looks up the last sample of each lane by key. */
  static final String RECORD =
      """
      with quarter as materialized (
        select date_bin($1 * interval '1 ms', now(), 'epoch') - $1 * interval '1 ms' as at
      )
      insert into lane_sample (customer_id, at, arrivals, departures, queued, slots_used, retries,
        updates, all_arrivals, all_departures, all_requests, all_retries, all_updates)
      select l.customer_id, q.at, greatest(0, a.leads - coalesce(s.all_arrivals, 0)),
        l.departures - coalesce(s.all_departures, 0), greatest(0, a.leads - l.departures),
        greatest(0, l.all_requests - coalesce(s.all_requests, 0)),
        greatest(0, l.all_retries - coalesce(s.all_retries, 0)),
        greatest(0, l.all_updates - coalesce(s.all_updates, 0)),
        a.leads, l.departures, l.all_requests, l.all_retries, l.all_updates
      from quarter q cross join lane l
      cross join lateral (
        select coalesce(sum(leads), 0)::bigint as leads from lane_arrivals
        where customer_id = l.customer_id) a
      left join lateral (
        select * from lane_sample where customer_id = l.customer_id order by at desc limit 1) s on true
      where not exists (select from lane_sample where at = (select at from quarter))
        and (a.leads, l.departures, l.all_requests) <> (coalesce(s.all_arrivals, 0),
          coalesce(s.all_departures, 0), coalesce(s.all_requests, 0))
      on conflict (customer_id, at) do nothing
      """;

  /** Never the last sample of a lane, from which the next one counts. */
  static final String FORGET =
      """
      delete from lane_sample where ctid = any(array(
        select o.ctid from lane_sample o
        where o.at < now() - interval '28 days' and exists (
          select from lane_sample n where n.customer_id = o.customer_id and n.at > o.at)
        order by o.at limit $1))
      """;

  /** By the database's clock, which all replicas share. */
  private static final String NEXT =
      """
      select ceil(extract(epoch from date_bin($1 * interval '1 ms', now(), 'epoch')
        + $1 * interval '1 ms' - now()) * 1000)::bigint as millis
      """;

  private final Pool pool;
  private final Duration quarter;

  @Inject
  LaneSamples(Pool pool) {
    this(pool, QUARTER);
  }

  /**
   * @param quarter what one sample covers
   */
  LaneSamples(Pool pool, Duration quarter) {
    this.pool = pool;
    this.quarter = quarter;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("sample the lanes", this::round, AFTER_FAILURE);
  }

  /** Records the quarter that ended last; returns when the next one ends. */
  Uni<Duration> round() {
    Tuple millis = Tuple.of(quarter.toMillis());
    return pool.preparedQuery(RECORD)
        .execute(millis)
        .chain(() -> pool.preparedQuery(FORGET).execute(Tuple.of(FORGOTTEN_AT_ONCE)))
        .chain(() -> pool.preparedQuery(NEXT).execute(millis))
        .map(rows -> Duration.ofMillis(rows.iterator().next().getLong("millis")));
  }
}
