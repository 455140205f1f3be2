package io.leadloop.feedback;

import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Everything that a provider was told, in one order: the pull alternative to its topic. It is read
 * up to the oldest transaction under way, so that nothing appears later before what was read.
 */
@ApplicationScoped
public class EventFeed {
  /** Of a column and an alias of one name, the alias would be what is ordered by: as a text. */
  static final String AFTER =
      """
      select id, type, time, data, transaction::text as number, position from lead_event
      where provider_id = $1
        and (transaction, position) > ($2::text::xid8, $3)
        and transaction < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction, position limit $4
      """;

  private final Pool pool;

  EventFeed(Pool pool) {
    this.pool = pool;
  }

  /**
   * The next events after the cursor, at most as many as the limit; none when there are none yet.
   */
  public Uni<List<Entry>> after(ProviderId provider, CommitCursor cursor, int limit) {
    return pool.preparedQuery(AFTER)
        .execute(
            Tuple.of(
                provider.value(), Long.toString(cursor.transaction()), cursor.position(), limit))
        .map(rows -> Batch.list(rows, EventFeed::entry));
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
   * @param cursor the place right after it
   */
  public record Entry(UUID id, String type, Instant time, String data, CommitCursor cursor) {}
}
