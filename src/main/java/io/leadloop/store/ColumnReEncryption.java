package io.leadloop.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Re-encrypts the values of one {@code bytea} column in id order, a bounded number of rows and
 * bytes per step, while the table is in use. Concurrently changed values are skipped. It can stop
 * anywhere and be run again.
 */
public final class ColumnReEncryption {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Bytes per step, since each value is in memory several times. */
  private static final long BYTES_PER_STEP = 4 << 20;

  private final String next;
  private final String write;

  /**
   * @param table its primary key is a UUID {@code id}
   * @param owner the column with the UUID of the value's owner
   */
  public ColumnReEncryption(String table, String owner, String column) {
    this(table, "id", owner, column);
  }

  /**
   * @param key the table's primary key, a UUID
   * @param owner the column with the UUID of the value's owner
   */
  public ColumnReEncryption(String table, String key, String owner, String column) {
    this.next =
        """
        with next as (
          select id, owner, value, coalesce(octet_length(value), 0) as length,
            sum(octet_length(value)) over (order by id) as bytes, count(*) over () as found
          from (select %4$s as id, %1$s as owner, %2$s as value from %3$s
            where %4$s > $1 order by %4$s limit $2) n
        )
        select id, owner, value, found from next
        where bytes is null or bytes <= $3 or bytes = length order by id
        """
            .formatted(owner, column, table, key);
    this.write =
        """
        update %2$s t set %1$s = b.fresh
        from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as b(id, known, fresh)
        where t.%3$s = b.id and t.%1$s = b.known
        """
            .formatted(column, table, key);
  }

  /**
   * Processes the next rows.
   *
   * @param after the last id of the previous step; empty at the beginning
   * @param rewriting the new value for an owner and a value, or empty to leave it
   */
  public Uni<Step> step(
      Pool pool,
      Optional<UUID> after,
      int limit,
      BiFunction<UUID, byte[], Optional<byte[]>> rewriting) {
    return pool.preparedQuery(next)
        .execute(Tuple.of(after.orElse(BEFORE_ALL), limit, BYTES_PER_STEP))
        .map(rows -> Batch.list(rows, row -> row))
        .chain(
            rows ->
                write(pool, changes(rows, rewriting))
                    .map(count -> new Step(count, lastOf(rows, limit))));
  }

  private Uni<Integer> write(Pool pool, List<Change> changes) {
    return changes.isEmpty()
        ? Uni.createFrom().item(0)
        : pool.preparedQuery(write)
            .execute(
                Batch.of(changes)
                    .uuids(Change::id)
                    .bytes(Change::known)
                    .bytes(Change::fresh)
                    .tuple())
            .map(written -> written.rowCount());
  }

  private static List<Change> changes(
      List<Row> rows, BiFunction<UUID, byte[], Optional<byte[]>> rewriting) {
    return rows.stream().map(row -> change(row, rewriting)).filter(Objects::nonNull).toList();
  }

  private static Change change(Row row, BiFunction<UUID, byte[], Optional<byte[]>> rewriting) {
    Buffer known = row.get(Buffer.class, "value");
    if (known == null) {
      return null;
    }
    return rewriting
        .apply(row.getUUID("owner"), known.getBytes())
        .map(fresh -> new Change(row.getUUID("id"), known.getBytes(), fresh))
        .orElse(null);
  }

  private static Optional<UUID> lastOf(List<Row> rows, int limit) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Row last = rows.get(rows.size() - 1);
    long found = last.getLong("found");
    boolean more = found == limit || found > rows.size();
    return more ? Optional.of(last.getUUID("id")) : Optional.empty();
  }

  /**
   * The result of one step.
   *
   * @param rewritten number of values rewritten
   * @param last where the next step continues; empty if this was the last
   */
  public record Step(int rewritten, Optional<UUID> last) {}

  private record Change(UUID id, byte[] known, byte[] fresh) {}
}
