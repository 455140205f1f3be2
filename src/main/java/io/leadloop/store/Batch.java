package io.leadloop.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/**
 * Rows bound to one statement as one array parameter per column: {@code select * from
 * unnest($1::uuid[], $2::text[])}. Columns are numbered in the order of the calls, from {@code $1}.
 */
public final class Batch<T> {
  private final Collection<T> rows;
  private final Tuple parameters = Tuple.tuple();

  private Batch(Collection<T> rows) {
    this.rows = rows;
  }

  public static <T> Batch<T> of(Collection<T> rows) {
    return new Batch<>(rows);
  }

  public Batch<T> uuids(Function<? super T, UUID> column) {
    return add(column, UUID[]::new);
  }

  public Batch<T> texts(Function<? super T, String> column) {
    return add(column, String[]::new);
  }

  public Batch<T> integers(Function<? super T, Integer> column) {
    return add(column, Integer[]::new);
  }

  public Batch<T> longs(Function<? super T, Long> column) {
    return add(column, Long[]::new);
  }

  public Batch<T> booleans(Function<? super T, Boolean> column) {
    return add(column, Boolean[]::new);
  }

  public Batch<T> times(Function<? super T, Instant> column) {
    return add(row -> atUtc(column.apply(row)), OffsetDateTime[]::new);
  }

  public Batch<T> bytes(Function<? super T, byte[]> column) {
    return add(row -> buffer(column.apply(row)), Buffer[]::new);
  }

  /** Adds one parameter that is the same for all rows. */
  public Batch<T> value(Object value) {
    parameters.addValue(value);
    return this;
  }

  /** Adds the parameters of another batch, whose rows are others, after those so far. */
  public Batch<T> and(Batch<?> other) {
    for (int i = 0; i < other.parameters.size(); i++) {
      parameters.addValue(other.parameters.getValue(i));
    }
    return this;
  }

  public Tuple tuple() {
    return parameters;
  }

  /** Maps the rows that a statement returned. */
  public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reading) {
    return StreamSupport.stream(rows.spliterator(), false).map(reading).toList();
  }

  private <V> Batch<T> add(Function<? super T, V> column, IntFunction<V[]> array) {
    parameters.addValue(rows.stream().map(column).toArray(array));
    return this;
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Buffer buffer(byte[] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }
}
