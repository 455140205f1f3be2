package io.leadloop.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table that is away from the commit of a change on: the change is made, and reads that follow to
 * answer it fail.
 */
public final class LostTable implements AutoCloseable {
  private static final String LOSE =
      """
      create function lose_table() returns trigger language plpgsql security definer as $$
        begin
          if to_regclass('%1$s') is not null then
            alter table %1$s rename to lost_table;
          end if;
          return null;
        end $$;
      create constraint trigger lose_table after %2$s deferrable initially deferred
        for each row execute function lose_table()
      """;

  /** Fails if the table was not lost. */
  private static final String RETURN = "alter table lost_table rename to %s";

  private static final String KEEP = "drop function lose_table() cascade";

  private final String table;

  private LostTable(String table) {
    this.table = table;
  }

  /**
   * @param change such as {@code insert or update on customer}
   */
  public static LostTable after(String change, String table) throws SQLException {
    execute(LOSE.formatted(table, change));
    return new LostTable(table);
  }

  /** Fails if there was no such change. */
  @Override
  public void close() throws SQLException {
    execute(KEEP);
    execute(RETURN.formatted(table));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = Sql.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
