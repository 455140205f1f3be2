package io.leadloop.benchmark.stage;

import io.leadloop.embedded.EmbeddedKafka;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The embedded servers in a separate process, so that the broker uses neither the gateway's nor the
 * generator's memory. It ends on request or with its parent process.
 */
public final class ServersMain {
  private ServersMain() {}

  public static void main(String... args) throws IOException {
    EmbeddedServers servers = EmbeddedServers.in(Path.of(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
    EmbeddedPostgreSql postgreSql = servers.startPostgreSql(0);
    if (Boolean.parseBoolean(args[1])) {
      postgreSql = countingStatements(servers, postgreSql);
    }
    EmbeddedKafka kafka = servers.startKafka(0);
    System.out.printf(
        "servers: %s %s %s %s.%n",
        postgreSql.url().replaceFirst(".*:(\\d+)/.*", "$1"),
        postgreSql.username(),
        postgreSql.password(),
        ServerSettings.write(kafka.settings()));
    while (System.in.read() >= 0) {
      // Nothing is ever written: the end of the input is the end of the benchmark.
    }
    System.exit(0);
  }

  /** Starts PostgreSQL again, since what counts is loaded at its start. */
  private static EmbeddedPostgreSql countingStatements(
      EmbeddedServers servers, EmbeddedPostgreSql first) {
    String url = "jdbc:%s".formatted(first.url());
    try (Connection connection = DriverManager.getConnection(url, "postgres", first.password());
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot count statements", e);
    }
    first.close();
    return servers.startPostgreSql(0);
  }
}
