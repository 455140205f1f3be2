package io.leadloop.push.delivery;

import io.leadloop.push.queue.FeedEvent;
import io.leadloop.push.queue.LeadRow;
import io.leadloop.push.queue.OwnLead;
import io.leadloop.store.Batch;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the events for an endpoint: the provider's feed after the endpoint's cursor, and the events
 * of leads that are due on cursors of their own. An endpoint that was paused has none, nor has one
 * whose lease is over.
 */
@ApplicationScoped
class FeedReader {
  /** How many events of a lead are read at once for its own cursor. */
  private static final int EVENTS_OF_A_LEAD = 20;

  /**
   * In the feed's order, which may differ from a lead's sequence: where a lower sequence comes
   * later, the lowest one is returned with the event.
   */
  static final String AFTER =
      """
      select e.id, e.lead_id, e.sequence, e.type, e.source, e.time, e.data,
        e.transaction::text as number, e.position,
        exists (select from push_lead l
          where l.endpoint_id = $5 and l.lead_id = e.lead_id) as lead_waits,
        case when e.sequence > 1 and exists (select from lead_event q
            where q.lead_id = e.lead_id and q.sequence = e.sequence - 1 and q.id >= since.id
              and (q.transaction, q.position) > (e.transaction, e.position))
          then (select min(q.sequence) from lead_event q
            where q.lead_id = e.lead_id and q.sequence < e.sequence and q.id >= since.id
              and (q.transaction, q.position) > (e.transaction, e.position)) end as late_from
      from (select feed_since($2::text::xid8) as id offset 0) since
      cross join lateral (
        select * from lead_event
        where (select delivers($5, $6)) and provider_id = $1 and id >= since.id
          and (transaction, position) > ($2::text::xid8, $3)
          and transaction < oldest_in_flight()
        order by transaction, position limit $4) e
      order by e.transaction, e.position
      """;

  /** Up to where the feed was read; an event that a lower sequence follows later has to wait. */
  static final String DUE =
      """
      with due as (
        select * from push_lead
        where (select delivers($1, $7)) and endpoint_id = $1 and next_attempt_at <= now()
          and lead_id <> all($2)
        order by next_attempt_at limit $3
      )
      select d.lead_id as due_lead, d.next_sequence, d.attempts, d.next_attempt_at, e.*
      from due d left join lateral (
        select v.id, v.lead_id, v.sequence, v.type, v.source, v.time, v.data,
          v.transaction::text as number, v.position,
          exists (select from lead_event q
            where q.lead_id = d.lead_id and q.sequence >= d.next_sequence
              and q.sequence < v.sequence
              and (q.transaction, q.position) > ($4::text::xid8, $5)) as has_to_wait
        from lead_event v
        where v.lead_id = d.lead_id and v.sequence >= d.next_sequence
          and (v.transaction, v.position) <= ($4::text::xid8, $5)
        order by v.sequence limit $6) e on true
      order by d.next_attempt_at, d.lead_id, e.sequence
      """;

  private final Pool pool;

  FeedReader(Pool pool) {
    this.pool = pool;
  }

  /** The next events after the cursor; possibly none. */
  Uni<List<FeedEvent>> after(ClaimedEndpoint endpoint, CommitCursor cursor, int limit) {
    return pool.preparedQuery(AFTER)
        .execute(
            Tuple.of(
                endpoint.provider().value(),
                Long.toString(cursor.transaction()),
                cursor.position(),
                limit,
                endpoint.id().value(),
                endpoint.lease()))
        .map(
            rows ->
                Batch.list(
                    rows,
                    row ->
                        FeedEvent.of(
                            row, row.getBoolean("lead_waits"), row.getInteger("late_from"))));
  }

  /**
   * Leads that are due on cursors of their own, with their next events.
   *
   * @param upTo where the feed was read for the endpoint's cursor
   * @param except leads that are being sent
   */
  Uni<List<OwnLead>> due(
      ClaimedEndpoint endpoint, CommitCursor upTo, List<UUID> except, int limit) {
    return pool.preparedQuery(DUE)
        .execute(
            Tuple.of(endpoint.id().value(), except.toArray(UUID[]::new), limit)
                .addString(Long.toString(upTo.transaction()))
                .addLong(upTo.position())
                .addInteger(EVENTS_OF_A_LEAD)
                .addLong(endpoint.lease()))
        .map(FeedReader::leads);
  }

  private static List<OwnLead> leads(RowSet<Row> rows) {
    Map<UUID, List<Row>> byLead = new LinkedHashMap<>();
    rows.forEach(
        row -> byLead.computeIfAbsent(row.getUUID("due_lead"), l -> new ArrayList<>()).add(row));
    return byLead.values().stream().map(FeedReader::lead).toList();
  }

  private static OwnLead lead(List<Row> rows) {
    Row first = rows.get(0);
    OffsetDateTime at = first.getOffsetDateTime("next_attempt_at");
    LeadRow lead =
        new LeadRow(
            first.getUUID("due_lead"),
            first.getInteger("next_sequence"),
            first.getInteger("attempts"),
            at.toInstant(),
            null,
            null);
    boolean hasCaughtUp = first.getUUID("id") == null;
    return new OwnLead(lead, hasCaughtUp ? List.of() : events(rows), hasCaughtUp);
  }

  private static List<FeedEvent> events(List<Row> rows) {
    return rows.stream()
        .takeWhile(row -> !row.getBoolean("has_to_wait"))
        .map(row -> FeedEvent.of(row, true, null))
        .toList();
  }
}
