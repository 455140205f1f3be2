package io.leadloop.testing;

import io.leadloop.embedded.EmbeddedPostgreSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements behind the gateways' backs. */
public final class Sql {
  private Sql() {}

  /** A connection as the owner of the database. */
  public static Connection connect(EmbeddedPostgreSql database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + database.url(), database.username(), database.password());
  }

  /** The statement with its parameters, of which each may be an array of strings. */
  public static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      Object value =
          parameters[i] instanceof String[] texts
              ? connection.createArrayOf("text", texts)
              : parameters[i];
      statement.setObject(i + 1, value);
    }
    return statement;
  }
}
