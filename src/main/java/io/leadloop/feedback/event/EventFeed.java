package io.leadloop.feedback.event;

import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.CommitCursor;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All events of a provider in one order, the pull alternative to its topic. Reads stop at the
 * oldest transaction in flight, so that no event appears later before a cursor. They begin in the
 * month of the cursor; a cursor in a month that was dropped continues with the oldest event there
 * is.
 */
@ApplicationScoped
public class EventFeed {
  /** An alias named like the column would be ordered by as text. */
  static final String AFTER =
      """
      select id, type, time, data, transaction::text as number, position from lead_event
      where provider_id = $1 and id >= (select feed_since($2::text::xid8))
        and (transaction, position) > ($2::text::xid8, $3)
        and transaction < oldest_in_flight()
      order by transaction, position limit $4
      """;

  /** One index probe per provider and month since its cursor. */
  static final String AFTER_EACH =
      """
      select feed.provider_id, e.id, e.type, e.time, e.data, e.transaction::text as number,
        e.position
      from unnest($1::uuid[], $2::text[], $3::bigint[]) as feed (provider_id, transaction, position)
      cross join lateral (select feed_since(feed.transaction::xid8) as id offset 0) since
      cross join lateral (
        select id, type, time, data, transaction, position from lead_event
        where provider_id = feed.provider_id and id >= since.id
          and (transaction, position) > (feed.transaction::xid8, feed.position)
          and transaction < oldest_in_flight()
        order by transaction, position limit $4) e
      order by e.transaction, e.position
      """;

  private final Pool pool;
  private final ReadPool reads;

  EventFeed(Pool pool, ReadPool reads) {
    this.pool = pool;
    this.reads = reads;
  }

  /** Reads the next events after the cursor; possibly none. */
  public Uni<List<Entry>> after(ProviderId provider, CommitCursor cursor, int limit) {
    return reads
        .get()
        .preparedQuery(AFTER)
        .execute(
            Tuple.of(
                provider.value(), Long.toString(cursor.transaction()), cursor.position(), limit))
        .map(rows -> Batch.list(rows, EventFeed::entry));
  }

  /**
   * Reads the next events of several providers in one statement.
   *
   * @param limit per provider
   * @return the events in order, of providers that have any; may be called from any thread
   */
  public Uni<Map<ProviderId, List<Entry>>> afterEach(
      Map<ProviderId, CommitCursor> cursors, int limit) {
    List<Map.Entry<ProviderId, CommitCursor>> feeds = List.copyOf(cursors.entrySet());
    return pool.preparedQuery(AFTER_EACH)
        .execute(
            Tuple.of(
                feeds.stream().map(feed -> feed.getKey().value()).toArray(UUID[]::new),
                feeds.stream()
                    .map(feed -> Long.toString(feed.getValue().transaction()))
                    .toArray(String[]::new),
                feeds.stream().map(feed -> feed.getValue().position()).toArray(Long[]::new),
                limit))
        .map(EventFeed::byProvider);
  }

  private static Map<ProviderId, List<Entry>> byProvider(RowSet<Row> rows) {
    Map<ProviderId, List<Entry>> found = new HashMap<>();
    rows.forEach(
        row ->
            found
                .computeIfAbsent(
                    new ProviderId(row.getUUID("provider_id")), provider -> new ArrayList<>())
                .add(entry(row)));
    return found;
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getUUID("id"),
        row.getString("type"),
        row.getOffsetDateTime("time").toInstant(),
        row.getString("data"),
        new CommitCursor(Long.parseLong(row.getString("number")), row.getLong("position")));
  }

  /**
   * One event of the feed.
   *
   * @param id the CloudEvents id, the same as on the topic
   * @param data JSON, the same as the value on the topic
   * @param cursor the cursor right after it
   */
  public record Entry(UUID id, String type, Instant time, String data, CommitCursor cursor) {}
}
