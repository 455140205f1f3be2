package io.leadloop.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.audit.AuditAuthor;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps operations. */
@ApplicationScoped
class BulkRepository {
  private static final int DELETED_AT_ONCE = 500;

  private static final String COLUMNS =
      "id, action, filter, state, total, is_at_least, done, skipped, actor, address, walked_to,"
          + " started_at, ended_at, ended_by";

  static final String RUNNING =
      """
      select count(*) as running from (
        select from bulk_operation where state = 'running' limit $1) r
      """;

  static final String INSERT =
      """
      insert into bulk_operation (id, action, filter, actor, address, total, is_at_least)
      values ($1, $2, $3, $4, $5, $6, $7) returning
      """
          + COLUMNS;

  static final String FIND = "select " + COLUMNS + " from bulk_operation where id = $1";

  static final String LIST =
      "select " + COLUMNS + " from bulk_operation where id < $1 order by id desc limit $2";

  /** The oldest that no other replica works on; those that are to be put off only after others. */
  static final String NEXT =
      "select "
          + COLUMNS
          + " from bulk_operation where state = 'running' order by id = any($1), id limit 1"
          + " for update skip locked";

  static final String ADVANCE =
      """
      update bulk_operation set done = done + $2, skipped = skipped + $3, walked_to = $4,
        state = case when $4::uuid is null then 'done' else state end,
        ended_at = case when $4::uuid is null then now() end
      where id = $1 returning
      """
          + COLUMNS;

  static final String CANCEL =
      """
      update bulk_operation set state = 'cancelled', ended_at = now(), ended_by = $2
      where id = $1 and state = 'running' returning
      """
          + COLUMNS;

  static final String FORGET =
      """
      delete from bulk_operation where id = any(array(
        select id from bulk_operation where ended_at < now() - $1 * interval '1 ms'
        order by ended_at limit $2))
      """;

  private final ObjectMapper json;
  private final ReadPool reads;

  BulkRepository(ObjectMapper json, ReadPool reads) {
    this.json = json;
    this.reads = reads;
  }

  /** How many run, counted up to a limit. */
  Uni<Long> running(SqlClient tx, int most) {
    return tx.preparedQuery(RUNNING)
        .execute(Tuple.of(most))
        .map(rows -> rows.iterator().next().getLong("running"));
  }

  Uni<BulkOperation> insert(SqlClient tx, UUID id, BulkPlan plan, AuditAuthor author) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  id,
                  plan.action().wireName(),
                  text(plan.filter()),
                  author.actor(),
                  author.address(),
                  plan.leads(),
                  plan.atLeast()
                }))
        .map(rows -> first(rows).orElseThrow().operation());
  }

  Uni<Optional<BulkOperation>> find(UUID id) {
    return reads
        .get()
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows -> first(rows).map(RunningOperation::operation));
  }

  /** The operations before this one, newest first. */
  Uni<List<BulkOperation>> list(UUID before, int limit) {
    return reads
        .get()
        .preparedQuery(LIST)
        .execute(Tuple.of(before, limit))
        .map(rows -> Batch.list(rows, row -> read(row).operation()));
  }

  /**
   * Locks the next operation that runs, for one step.
   *
   * @param putOff those whose turn comes when no other is left
   */
  Uni<Optional<RunningOperation>> next(SqlClient tx, Set<UUID> putOff) {
    return tx.preparedQuery(NEXT).execute(Tuple.of(putOff.toArray(UUID[]::new))).map(this::first);
  }

  /**
   * Records a step.
   *
   * @param walkedTo the end of the step; empty if it was the last
   */
  Uni<BulkOperation> advance(
      SqlClient tx, UUID id, long done, long skipped, Optional<UUID> walkedTo) {
    return tx.preparedQuery(ADVANCE)
        .execute(Tuple.of(id, done, skipped, walkedTo.orElse(null)))
        .map(rows -> first(rows).orElseThrow().operation());
  }

  /** Empty if it does not run. */
  Uni<Optional<BulkOperation>> cancel(SqlClient tx, UUID id, String actor) {
    return tx.preparedQuery(CANCEL)
        .execute(Tuple.of(id, actor))
        .map(rows -> first(rows).map(RunningOperation::operation));
  }

  /** Deletes operations that ended longer ago, at most some hundreds; returns how many. */
  Uni<Integer> forget(SqlClient client, Duration kept) {
    return client
        .preparedQuery(FORGET)
        .execute(Tuple.of(kept.toMillis(), DELETED_AT_ONCE))
        .map(RowSet::rowCount);
  }

  private Optional<RunningOperation> first(RowSet<Row> rows) {
    return Batch.list(rows, this::read).stream().findFirst();
  }

  private RunningOperation read(Row row) {
    BulkOperation operation =
        new BulkOperation(
            row.getUUID("id"),
            BulkAction.ofWireName(row.getString("action")).orElseThrow(),
            filter(row.getString("filter")),
            BulkOperation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getLong("total"),
            row.getBoolean("is_at_least"),
            row.getLong("done"),
            row.getLong("skipped"),
            row.getString("actor"),
            row.getOffsetDateTime("started_at").toInstant(),
            time(row.getOffsetDateTime("ended_at")),
            row.getString("ended_by"));
    return new RunningOperation(
        operation,
        new AuditAuthor(row.getString("actor"), row.getString("address")),
        Optional.ofNullable(row.getUUID("walked_to")));
  }

  private static Instant time(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private String text(BulkFilter filter) {
    try {
      return json.writeValueAsString(filter);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a filter can be serialized", e);
    }
  }

  private BulkFilter filter(String text) {
    try {
      return json.readValue(text, BulkFilter.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table has filters as they were serialized", e);
    }
  }
}
