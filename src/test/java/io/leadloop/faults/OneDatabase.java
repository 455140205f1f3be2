package io.leadloop.faults;

import io.leadloop.embedded.EmbeddedPostgreSql;
import io.leadloop.embedded.EmbeddedServers;
import io.leadloop.embedded.SeededServers;
import io.leadloop.testing.NewerVersion;
import io.leadloop.testing.PowerCut;
import io.leadloop.testing.Sql;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A single PostgreSQL server, whose data outlives it. */
final class OneDatabase implements Database {
  private final EmbeddedServers servers;
  private final Proxy network;
  private EmbeddedPostgreSql server;

  private OneDatabase(Vertx vertx, EmbeddedServers servers) {
    this.servers = servers;
    this.server = servers.startPostgreSql(0);
    int port = port();
    this.network = Proxy.to(vertx, () -> List.of(port));
  }

  static OneDatabase start(Vertx vertx, Path directory) {
    return new OneDatabase(vertx, SeededServers.in(directory));
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(server.settings());
    settings.put("quarkus.datasource.reactive.url", network.inFrontOf(server.url()));
    return settings;
  }

  @Override
  public Proxy network() {
    return network;
  }

  @Override
  public Connection connect() throws SQLException {
    return Sql.connect(server);
  }

  @Override
  public void kill() {
    PowerCut.ofPostgreSql(servers.directory());
  }

  /** Starts it on what it had, at the address that it had; one that still runs is stopped first. */
  void restart() {
    server.close();
    server = servers.startPostgreSql(port());
  }

  /** Migrates the database on, as the first replica of a newer version does while others run. */
  void migrateOn() {
    NewerVersion.migrate(server);
  }

  private int port() {
    return URI.create(server.url()).getPort();
  }

  @Override
  public void close() {
    network.close();
    servers.close();
  }
}
