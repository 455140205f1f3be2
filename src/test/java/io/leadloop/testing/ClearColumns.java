package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Everything readable in the database without a key. */
public final class ClearColumns {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Sealed columns too, which detects a missing encryption. */
  private static final String COLUMNS =
      """
      select table_name, column_name, data_type from information_schema.columns
      where table_schema = current_schema()
        and data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
      """;

  private ClearColumns() {}

  /** The content of each column as text, without empty columns. */
  public static Map<String, String> of(Pool pool) {
    Map<String, String> contents = new TreeMap<>();
    for (Row column : pool.query(COLUMNS).execute().await().atMost(PATIENCE)) {
      String name = column.getString(0) + "." + column.getString(1);
      String content = content(pool, column);
      if (!content.isEmpty()) {
        contents.put(name, content);
      }
    }
    return contents;
  }

  private static String content(Pool pool, Row column) {
    boolean bytes = column.getString(2).equals("bytea");
    String value = bytes ? column.getString(1) : column.getString(1) + "::text";
    String sql =
        "select %s from %s where %s is not null"
            .formatted(value, column.getString(0), column.getString(1));
    return StreamSupport.stream(
            pool.query(sql).execute().await().atMost(PATIENCE).spliterator(), false)
        .map(row -> bytes ? new String(row.getBuffer(0).getBytes(), UTF_8) : row.getString(0))
        .collect(Collectors.joining("\n"));
  }
}
