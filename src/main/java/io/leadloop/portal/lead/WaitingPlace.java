package io.leadloop.portal.lead;

import io.leadloop.intake.LaneView;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.QueueEstimate;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadState;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a lead that waits for its first attempt is in its customer's lane, as the answer to its
 * submission had it then. Providers take turns, so of each other one as many leads are before it as
 * of its own. Of a longer queue, a thousand of each are counted.
 */
@Singleton
class WaitingPlace {
  static final String PLACE =
      """
      with place as (
        select w.*, (select count(*) from (select from lead_queue q
            where q.customer_id = w.customer_id and q.provider_id = w.provider_id and not q.retry
              and (q.due_at, q.lead_id) < (w.due_at, w.lead_id) limit 1000) o) as own
        from (select id as lead_id, customer_id, provider_id, created_at as due_at
          from lead where id = $1) w
        where exists (select from lead_queue q
          where q.customer_id = w.customer_id and q.provider_id = w.provider_id and not q.retry
            and q.due_at = w.due_at and q.lead_id = w.lead_id)
      )
      select now() as at, o.*, p.own + (
        select coalesce(sum(others.leads), 0) from customer_grant g
        cross join lateral (select count(*) as leads from (select from lead_queue q
          where q.customer_id = g.customer_id and q.provider_id = g.provider_id and not q.retry
            and q.due_at < 'infinity' limit p.own) q) others
        where g.customer_id = p.customer_id and g.provider_id <> p.provider_id)::bigint as ahead
      from place p cross join lateral lane_outlook(p.customer_id, $2 * interval '1 ms') o
      """;

  private final ReadPool reads;
  private final Duration window;

  WaitingPlace(ReadPool reads, LaneConfig lane) {
    this.reads = reads;
    this.window = lane.window();
  }

  /** Empty for a lead that does not wait for its first attempt. */
  Uni<Optional<LaneView>> of(Lead lead) {
    if (lead.state() != LeadState.QUEUED || lead.attempts() > 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    return reads
        .get()
        .preparedQuery(PLACE)
        .execute(Tuple.of(lead.id().value(), window.toMillis()))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(view(rows.iterator().next())));
  }

  private LaneView view(Row row) {
    QueueEstimate lane = QueueEstimate.of(row);
    Instant now = row.getOffsetDateTime("at").toInstant();
    long ahead = row.getLong("ahead");
    return LaneView.of(lane, ahead, lane.turn(ahead, now, window), now);
  }
}
