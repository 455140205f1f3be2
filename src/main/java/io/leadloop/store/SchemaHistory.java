package io.leadloop.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;

/**
 * Compares the migrations that Flyway recorded in a database with those that this version brings,
 * without Flyway. It only ever recognizes the usual case, a database that is up to date; everything
 * else is Flyway's to judge.
 */
public final class SchemaHistory {
  /** How many migrations this version brings. They are numbered from 1. */
  static final int BUNDLED = 27;

  private static final String BOM = "\ufeff";

  /** Of another schema's table, which the search path may lead to, no row is returned. */
  private static final String READ =
      """
      select version, description, type, checksum, success
      from flyway_schema_history h
      where (select relnamespace from pg_class c where c.oid = h.tableoid)
        = current_schema()::regnamespace
      order by installed_rank
      """;

  private SchemaHistory() {}

  /**
   * Whether exactly the bundled migrations were applied, unchanged and without a failure, and after
   * them at most those of newer versions.
   *
   * @throws SQLException among other reasons because the table does not exist
   * @throws IOException when a bundled migration cannot be read
   */
  public static boolean isCurrent(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(READ)) {
      int applied = 0;
      while (row.next()) {
        if (!row.getBoolean("success") || !row.getString("type").equals("SQL")) {
          return false;
        }
        applied++;
        boolean expected = applied <= BUNDLED ? isBundled(row, applied) : isNewer(row);
        if (!expected) {
          return false;
        }
      }
      return applied >= BUNDLED;
    }
  }

  private static boolean isNewer(ResultSet row) throws SQLException {
    String version = row.getString("version");
    return version != null && version.matches("[0-9]{1,9}") && Integer.parseInt(version) > BUNDLED;
  }

  private static boolean isBundled(ResultSet row, int number) throws SQLException, IOException {
    String script = "V%d__%s.sql".formatted(number, row.getString("description").replace(' ', '_'));
    try (InputStream bundled = SchemaHistory.class.getResourceAsStream("/db/migration/" + script)) {
      return Integer.toString(number).equals(row.getString("version"))
          && bundled != null
          && checksum(bundled) == row.getInt("checksum");
    }
  }

  /** Flyway's: of the lines without their ends. */
  private static int checksum(InputStream migration) throws IOException {
    CRC32 sum = new CRC32();
    BufferedReader lines = new BufferedReader(new InputStreamReader(migration, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      sum.update((line.startsWith(BOM) ? line.substring(1) : line).getBytes(UTF_8));
    }
    return (int) sum.getValue();
  }
}
