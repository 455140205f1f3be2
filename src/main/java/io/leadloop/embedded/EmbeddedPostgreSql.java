package io.leadloop.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server on loopback, whose data survives it. */
public final class EmbeddedPostgreSql implements AutoCloseable {
  private static final String DATABASE = "leadloop";
  private static final String SUPERUSER = "postgres";
  private final EmbeddedPostgres server;

  private EmbeddedPostgreSql(EmbeddedPostgres server) {
    this.server = server;
  }

  public static EmbeddedPostgreSql start(Path dataDir, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(dataDir)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(30))
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100");
    if (port != 0) {
      builder.setPort(port);
    }
    EmbeddedPostgreSql postgres = new EmbeddedPostgreSql(builder.start());
    postgres.createDatabase();
    return postgres;
  }

  public String url() {
    return "postgresql://localhost:" + server.getPort() + "/" + DATABASE;
  }

  public String username() {
    return SUPERUSER;
  }

  public String password() {
    return SUPERUSER;
  }

  private void createDatabase() {
    try (Connection c = server.getPostgresDatabase().getConnection();
        Statement s = c.createStatement();
        ResultSet found =
            s.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        s.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
