package io.leadloop.benchmark.stage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database was asked to do in a while.
 *
 * @param transactions that were committed, those of the server's own included
 * @param statements the most frequent first; empty where they are not counted
 */
public record StatementCounts(long transactions, List<Counted> statements) {
  private static final double SELDOM = 0.005;
  private static final String RESET =
      """
      create extension if not exists pg_stat_statements;
      select pg_stat_statements_reset();
      """;
  private static final String STATEMENTS =
      """
      select left(regexp_replace(query, '\\s+', ' ', 'g'), 160) as text, calls, total_exec_time as millis,
        (shared_blks_hit + shared_blks_read) as pages
      from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where d.datname = current_database() and s.toplevel order by calls desc, 1
      """;

  /** Begins to count. */
  public static StatementCounts start(Database database, BenchmarkSettings settings)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      if (settings.statements()) {
        statement.execute(RESET);
      }
      return new StatementCounts(transactions(statement), List.of());
    }
  }

  /** What has been counted since. */
  public StatementCounts until(Database database, BenchmarkSettings settings) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<Counted> statements = settings.statements() ? statements(statement) : List.of();
      return new StatementCounts(transactions(statement) - transactions, statements);
    }
  }

  /**
   * Adds a table of the statements, if they are counted.
   *
   * @param units leads or seconds, by whose number the counts are divided
   */
  public void addTo(Page page, String when, String unit, double units) {
    if (statements.isEmpty()) {
      return;
    }
    long calls = statements.stream().mapToLong(Counted::calls).sum();
    page.add("");
    page.add("%s: %.2f statements for one %s.", when, calls / units, unit);
    page.add("");
    page.add("| Statement | Calls for one %s | Microseconds | Pages |".formatted(unit));
    page.add("|---|---|---|---|");
    statements.stream()
        .filter(counted -> counted.calls / units >= SELDOM)
        .forEach(
            counted ->
                page.add(
                    "| `%s` | %.2f | %,.0f | %.1f |",
                    counted.text.replace("|", "\\|"),
                    counted.calls / units,
                    1e3 * counted.millis / units,
                    counted.pages / units));
  }

  private static long transactions(Statement statement) throws SQLException {
    try (ResultSet count =
        statement.executeQuery(
            "select xact_commit from pg_stat_database where datname = current_database()")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static List<Counted> statements(Statement statement) throws SQLException {
    List<Counted> counted = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(STATEMENTS)) {
      while (found.next()) {
        counted.add(
            new Counted(
                found.getString("text"),
                found.getLong("calls"),
                found.getDouble("millis"),
                found.getLong("pages")));
      }
    }
    return counted;
  }

  /**
   * One statement.
   *
   * @param millis that all its calls took
   * @param pages that they looked at
   */
  public record Counted(String text, long calls, double millis, long pages) {}
}
