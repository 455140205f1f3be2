package io.leadloop.benchmark.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database of the embedded PostgreSQL, whose superuser has the password of its owner. */
public record Database(int port, String name, String owner, String password) {
  private static final String SUPERUSER = "postgres";

  /** The address as the gateway takes it. */
  String url() {
    return "postgresql://localhost:" + port + "/" + name;
  }

  /** A connection that may do everything, also what the owner may not. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:" + url(), SUPERUSER, password);
  }

  /** The bytes that PostgreSQL has written to its log (WAL) so far, for all of its databases. */
  public long walBytes() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  }

  /** What it takes on disk, in bytes. */
  public long bytes() throws SQLException {
    return number("select pg_database_size(current_database())");
  }

  /** The one number that a query returns. */
  public long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet number = statement.executeQuery(query)) {
      number.next();
      return number.getLong(1);
    }
  }

  /** Changes it. */
  public void execute(String statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** Creates another empty database of the same owner. */
  Database createBeside(String other) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + other + " owner " + owner);
      return new Database(port, other, owner, password);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + other, e);
    }
  }

  @Override
  public String toString() {
    return "Database[" + name + "]";
  }
}
