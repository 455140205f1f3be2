package io.leadloop.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table with one row, to check that data survives. */
final class NoteTable {
  private final EmbeddedPostgreSql postgreSql;

  NoteTable(EmbeddedPostgreSql postgreSql) {
    this.postgreSql = postgreSql;
  }

  void write(String text) throws SQLException {
    try (Connection connection = connect();
        Statement create = connection.createStatement()) {
      create.execute("CREATE TABLE note (text text NOT NULL)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO note VALUES (?)")) {
        insert.setString(1, text);
        insert.executeUpdate();
      }
    }
  }

  String read() throws SQLException {
    return query("SELECT text FROM note");
  }

  String setting(String name) throws SQLException {
    return query("SHOW " + name);
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + postgreSql.url(), postgreSql.username(), postgreSql.password());
  }
}
