package io.leadloop.testing;

import io.leadloop.embedded.EmbeddedPostgreSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Direct database access for tests. */
public final class Sql {
  private Sql() {}

  /** A connection as the owner of the database. */
  public static Connection connect(EmbeddedPostgreSql database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + database.url(), database.username(), database.password());
  }

  /** A connection as the role that migrated the database of this test's application. */
  public static Connection connectAsOwner() throws SQLException {
    Config config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.flyway.username", String.class),
        config.getValue("quarkus.flyway.password", String.class));
  }

  /** Executes the statement with parameters; each may be an array of strings. */
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
