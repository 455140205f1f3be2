package io.leadloop.plans;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the pages that a statement reads, of tables and indexes, those that its functions and
 * triggers read included. Its connection plans as the gateway's connections do.
 */
final class PageCount implements AutoCloseable {
  private static final String SETTING = "quarkus.datasource.reactive.additional-properties.";

  /** Without the catalog's. */
  private static final String PAGES =
      """
      select c.relname, pg_stat_get_xact_blocks_fetched(c.oid) as pages from pg_class c
      where c.relnamespace in ('public'::regnamespace, 'pg_toast'::regnamespace) and c.oid >= 16384
        and pg_stat_get_xact_blocks_fetched(c.oid) > 0
      """;

  private final Connection connection;
  private final Map<String, String> prepared = new HashMap<>();

  PageCount(Connection connection) throws SQLException {
    this.connection = connection;
    for (Map.Entry<Object, Object> setting : gatewaySettings().entrySet()) {
      String name = setting.getKey().toString();
      if (name.startsWith(SETTING)) {
        execute("set %s = %s".formatted(name.substring(SETTING.length()), setting.getValue()));
      }
    }
    execute(Scene.IDS);
    connection.setAutoCommit(false);
  }

  private static Properties gatewaySettings() {
    try (InputStream file = PageCount.class.getResourceAsStream("/application.properties")) {
      Properties settings = new Properties();
      settings.load(file);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Executes the statement and undoes what it did. */
  Reading read(HotStatement hot) throws SQLException {
    try {
      execute(Scene.MINE);
      for (String step : hot.scene()) {
        execute(step);
      }
      double rows = Double.parseDouble(text(hot.rows()));
      String call = "execute %s%s".formatted(prepared(hot), values(hot));
      Map<String, Long> before = pages();
      execute(call);
      return new Reading(rows, difference(before, pages()));
    } finally {
      connection.rollback();
    }
  }

  private String prepared(HotStatement hot) throws SQLException {
    String name = prepared.get(hot.name());
    if (name == null) {
      name = "hot" + prepared.size();
      execute("prepare %s as %s".formatted(name, hot.sql()));
      prepared.put(hot.name(), name);
    }
    return name;
  }

  private String values(HotStatement hot) throws SQLException {
    if (hot.values().isEmpty()) {
      return "";
    }
    StringBuilder literals = new StringBuilder();
    for (String expression : hot.values()) {
      String value = text(expression);
      literals.append(literals.isEmpty() ? "(" : ", ");
      literals.append(value == null ? "null" : "'" + value.replace("'", "''") + "'");
    }
    return literals.append(')').toString();
  }

  private Map<String, Long> pages() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(PAGES)) {
      Map<String, Long> pages = new TreeMap<>();
      while (found.next()) {
        pages.put(found.getString(1), found.getLong(2));
      }
      return pages;
    }
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream()
        .filter(relation -> relation.getValue() > before.getOrDefault(relation.getKey(), 0L))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                relation -> relation.getValue() - before.getOrDefault(relation.getKey(), 0L),
                Long::sum,
                TreeMap::new));
  }

  private String text(String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select (%s)::text".formatted(expression))) {
      found.next();
      return found.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /**
   * What a statement read.
   *
   * @param rows that it concerned
   * @param pages by table and index
   */
  record Reading(double rows, Map<String, Long> pages) {
    double perRow() {
      return pages.values().stream().mapToLong(Long::longValue).sum() / rows;
    }
  }
}
