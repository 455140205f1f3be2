package io.leadloop.access.audit;

import io.leadloop.access.Caller;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for entries of the audit, newest first. Each statement follows one index: the subject's,
 * the actor's, the action's or that of time, in this order; what else is asked for is filtered from
 * what the index finds, and a page reads {@link #SCANNED} entries of it at most. Entries of a
 * transaction in flight appear when it has ended.
 */
@Singleton
public class AuditSearch {
  static final int SCANNED = 2000;

  private static final String SEARCH =
      """
      select * from (
        select transaction::text as number, position, time, actor, address, action, subject, before,
          after, ($5::text is null or actor = $5) and ($6::text is null or action = $6)
            and ($7::text is null or subject = $7) as matches,
          row_number() over (order by time desc, position desc) as place
        from audit_entry
        where time <= $1 and (time, position) < ($1, $2) and time >= $3
          and transaction < oldest_in_flight() %s
        order by time desc, position desc limit %d) scanned
      where matches or place = %d order by time desc, position desc limit $4
      """;

  static final String BY_TIME = SEARCH.formatted("", SCANNED, SCANNED);
  static final String BY_ACTOR = SEARCH.formatted("and actor = $5", SCANNED, SCANNED);
  static final String BY_ACTION = SEARCH.formatted("and action = $6", SCANNED, SCANNED);
  static final String BY_SUBJECT = SEARCH.formatted("and subject = $7", SCANNED, SCANNED);

  private final ReadPool reads;
  private final Caller caller;

  AuditSearch(ReadPool reads, Caller caller) {
    this.reads = reads;
    this.caller = caller;
  }

  /**
   * A page may be short or empty and still have a next one. Who may only read sees addresses as
   * {@link AddressMask} leaves them.
   */
  public Uni<AuditEntries> find(AuditQuery query, int limit) {
    AuditPosition start = query.start();
    boolean isWhole = caller.mayChange();
    return reads
        .get()
        .preparedQuery(statement(query))
        .execute(
            Tuple.from(
                Arrays.asList(
                    start.time().atOffset(ZoneOffset.UTC),
                    start.position(),
                    query.from().orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC),
                    limit + 1,
                    query.actor().orElse(null),
                    query.action().orElse(null),
                    query.subject().orElse(null))))
        .map(rows -> page(Batch.list(rows, Scanned::of), limit))
        .map(found -> isWhole ? found : found.masked());
  }

  private static String statement(AuditQuery query) {
    if (query.subject().isPresent()) {
      return BY_SUBJECT;
    } else if (query.actor().isPresent()) {
      return BY_ACTOR;
    }
    return query.action().isPresent() ? BY_ACTION : BY_TIME;
  }

  private static AuditEntries page(List<Scanned> rows, int limit) {
    List<AuditEntry> found = rows.stream().filter(Scanned::matches).map(Scanned::entry).toList();
    if (found.size() > limit) {
      List<AuditEntry> page = found.subList(0, limit);
      return new AuditEntries(page, Optional.of(AuditPosition.of(page.get(limit - 1))));
    }
    return new AuditEntries(
        found,
        rows.stream()
            .filter(Scanned::isLast)
            .map(row -> AuditPosition.of(row.entry()))
            .findFirst());
  }

  /**
   * @param isLast whether no further entries were read, though there may be some
   */
  private record Scanned(AuditEntry entry, boolean matches, boolean isLast) {
    static Scanned of(Row row) {
      return new Scanned(
          AuditEntry.of(row), row.getBoolean("matches"), row.getLong("place") == SCANNED);
    }
  }
}
