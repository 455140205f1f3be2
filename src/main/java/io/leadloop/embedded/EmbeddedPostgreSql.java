package io.leadloop.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server on loopback: a child process with durable data, the database {@code leadloop}
 * and its owner of the same name.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedPostgreSql.class);

  private final EmbeddedPostgres server;
  private final PostgreSqlCluster cluster;

  private EmbeddedPostgreSql(EmbeddedPostgres server, PostgreSqlCluster cluster) {
    this.server = server;
    this.cluster = cluster;
  }

  /**
   * Stops a server that a killed gateway left behind, starts this one and returns when the database
   * accepts connections.
   *
   * @param wantedPort 0 for a free one, which may differ between starts
   * @throws EmbeddedServerException if it does not start
   */
  public static EmbeddedPostgreSql start(DataDirectory directory, int wantedPort) {
    PostgreSqlCluster cluster = new PostgreSqlCluster(directory.ownerOnly("postgresql"));
    cluster.postmaster().stopIfAbandoned();
    int port = LoopbackPort.choose(wantedPort, "leadloop.embedded.postgresql-port");
    EmbeddedPostgreSql started = new EmbeddedPostgreSql(launch(cluster, port), cluster);
    LOG.infof("Started PostgreSQL on localhost:%d, its data in %s", port, cluster.data());
    return started;
  }

  /** Stops a server of the directory that is not known to be started. */
  static void stopAbandoned(DataDirectory directory) {
    new PostgreSqlCluster(directory.ownerOnly("postgresql")).postmaster().stopIfAbandoned();
  }

  /** The URL of the reactive client; the JDBC URL is derived from it. */
  public String url() {
    return "postgresql://localhost:%d/%s".formatted(server.getPort(), PostgreSqlCluster.DATABASE);
  }

  /** The role that owns and migrates the database; the gateway's role may only access rows. */
  public String username() {
    return PostgreSqlCluster.DATABASE;
  }

  public String password() {
    return cluster.password();
  }

  /** The settings that make the gateway use this server. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.reactive.url", url(),
        "quarkus.datasource.username", PostgreSqlCluster.GATEWAY_ROLE,
        "quarkus.datasource.password", cluster.gatewayPassword(),
        "quarkus.flyway.username", username(),
        "quarkus.flyway.password", password());
  }

  /** Ends every connection, stops the server and waits until it has released its data. */
  @Override
  public void close() {
    stop(server, cluster);
  }

  private static EmbeddedPostgres launch(PostgreSqlCluster cluster, int port) {
    try {
      EmbeddedPostgres server = cluster.builder(port).start();
      cluster.createDatabase(server.getPostgresDatabase());
      return server;
    } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
      // The library throws the last if it cannot unpack its binaries.
      cluster.postmaster().stopIfAbandoned();
      throw new EmbeddedServerException(
          "PostgreSQL did not start on %s: %s. The last lines of its log, %s:%n%s"
              .formatted(cluster.data(), e.getMessage(), cluster.log(), cluster.endOfLog()),
          e);
    }
  }

  private static void stop(EmbeddedPostgres server, PostgreSqlCluster cluster) {
    try {
      server.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("PostgreSQL did not stop on " + cluster.data(), e);
    }
    // The library gives up after 5 s; the last checkpoint on a busy disk may take longer.
    cluster.postmaster().awaitStop();
  }
}
