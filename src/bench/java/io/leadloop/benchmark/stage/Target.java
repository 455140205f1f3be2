package io.leadloop.benchmark.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A gateway that load can be put on. */
public record Target(Gateway gateway, Database database, Seed seed) implements AutoCloseable {
  /** From now on no lane is due and none is woken: accepted leads wait. */
  public void shutLanes() throws SQLException {
    execute("update lane set opens_at = 'infinity', next_at = 'infinity'");
  }

  /** What waits is forwarded, as each lane's quota allows. */
  public void openLanes() throws SQLException {
    execute("update lane set opens_at = '-infinity', next_at = now()");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
