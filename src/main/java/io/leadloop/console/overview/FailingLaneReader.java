package io.leadloop.console.overview;

import io.leadloop.console.overview.Overview.FailingLane;
import io.leadloop.lane.LaneConfig;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Finds lanes whose Oplead fails, from the failed attempts of leads that wait in them. Looked at
 * are the lanes that have something to do and do it latest, since those that back off or rest come
 * later than those that only wait for their quota.
 */
@Singleton
class FailingLaneReader {
  /**
   * Of each lane the attempts of at most 40 leads: those that come first, and the retries that are
   * due last. A lane fails where several attempts failed, the first of them a minute ago at least,
   * and no request has succeeded since the last: the last claim is older, or no request has ended
   * since. While the circuit breaker is open, or Oplead asks to wait (503), the lane rests.
   */
  static final String FAILING =
      """
      with failing as materialized (
        select l.customer_id, l.departures, l.sleeps_until, f.since
        from (select * from lane where state = 'open' and not is_archived and next_at < 'infinity'
          order by greatest(sleeps_until, next_at) desc limit 200) l
        cross join lateral (
          select min(a.ended_at) as since, max(a.ended_at) as last, count(*) as attempts from (
            select w.lead_id from first_waiting_leads(l.customer_id) w
            union
            select q.lead_id from waiting_providers(l.customer_id) p cross join lateral (
              select lead_id from lead_queue where customer_id = l.customer_id
                and provider_id = p.provider_id and retry and due_at < 'infinity'
              order by due_at desc, lead_id desc limit 20) q
            limit 40) w
          cross join lateral (select ended_at from failed_attempt where lead_id = w.lead_id
            and (outcome in ('unavailable', 'unknown')
              or outcome = 'throttled' and http_status = 503)) a) f
        where f.attempts > 1 and f.since < now() - interval '1 minute'
          and (l.claimed_at <= f.last + interval '1 second'
            or l.sleeps_until > greatest(now() - interval '5 seconds', l.throttled_until)
              and l.sleep_reason like 'Oplead %'
            or l.claimed_at > now() - $1::bigint / 3 * interval '1 ms' and not exists (
              select from lane_slot s where s.customer_id = l.customer_id
                and s.ends_at > f.last + interval '1 second'))
      )
      select c.slug, c.name, n.waiting, f.since, greatest(f.sleeps_until, (
        select min(due_at) from first_waiting_leads(f.customer_id))) as again_at
      from failing f cross join lateral (select * from customer where id = f.customer_id limit 1) c
      cross join lateral lane_counts(f.customer_id, true, (select coalesce(sum(leads), 0)::bigint
        from lane_arrivals where customer_id = f.customer_id) - f.departures) n
      where n.waiting > 0 order by n.waiting desc, c.slug limit 20
      """;

  private final ReadPool reads;
  private final long windowMillis;

  FailingLaneReader(ReadPool reads, LaneConfig config) {
    this.reads = reads;
    this.windowMillis = config.window().toMillis();
  }

  /** Those in which most leads wait first. */
  Uni<List<FailingLane>> read() {
    return reads
        .get()
        .preparedQuery(FAILING)
        .execute(Tuple.of(windowMillis))
        .map(rows -> Batch.list(rows, FailingLaneReader::lane));
  }

  private static FailingLane lane(Row row) {
    return new FailingLane(
        row.getString("slug"),
        row.getString("name"),
        row.getLong("waiting"),
        row.getOffsetDateTime("since").toInstant(),
        row.getOffsetDateTime("again_at").toInstant());
  }
}
