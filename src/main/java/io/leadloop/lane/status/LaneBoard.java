package io.leadloop.lane.status;

import io.leadloop.lane.LaneConfig;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lists lanes with little cost each, without those of archived customers. What left a lane in the
 * last hour is read only where its first lead has waited for longer.
 */
@Singleton
public class LaneBoard {
  private static final String LINES =
      """
      select c.slug, c.name, l.state, c.requests_per_minute as quota,
        l.used - (select coalesce(sum(requests), 0) from lane_slot s
          where s.customer_id = l.customer_id
          and s.ends_at <= now() - $1 * interval '1 ms')::int as used,
        counts.waiting, counts.held,
        least(case when d.due < now() then d.due end, counts.held_since) as due_since,
        case when l.sleeps_until > now() then l.sleeps_until end as sleeps_until,
        c.shelf_life_millis, (coalesce(lane_pace(l.pace, l.pace_holds_until, c.requests_per_minute,
          $1 * interval '1 ms'), c.requests_per_minute) * 3600000::float8 / $1)::bigint as per_hour,
        case when d.due < now() - interval '75 minutes' then (
          select coalesce(sum(departures), 0) from lane_sample s where s.customer_id = l.customer_id
            and s.at >= date_bin('15 minutes', now(), 'epoch') - interval '1 hour') end as last_hour
      from (select lane.*, (select coalesce(sum(leads), 0)::bigint from lane_arrivals a
          where a.customer_id = lane.customer_id) as arrived
        from lane where not is_archived
        order by state = 'open', sleeps_until <= now(), used desc, next_at limit $2) l
      cross join lateral (select * from customer where id = l.customer_id limit 1) c
      left join lateral (
        select min(due_at) as due from first_waiting_leads(l.customer_id)) d on true
      cross join lateral lane_counts(
        l.customer_id, l.state = 'open', l.arrived - l.departures) counts
      """;

  private final ReadPool reads;
  private final long windowMillis;

  LaneBoard(ReadPool reads, LaneConfig config) {
    this.reads = reads;
    this.windowMillis = config.window().toMillis();
  }

  /** Those that are stopped, those that rest, then those that use most of their quota. */
  public Uni<List<LaneLine>> first(int limit) {
    return reads
        .get()
        .preparedQuery(LINES)
        .execute(Tuple.of(windowMillis, limit))
        .map(rows -> Batch.list(rows, LaneLine::of));
  }
}
