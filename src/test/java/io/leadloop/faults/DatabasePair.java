package io.leadloop.faults;

import io.leadloop.embedded.PostgreSqlPair;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A primary of PostgreSQL and its synchronous standby, each behind a proxy of its own, and a third
 * proxy in front of the current primary.
 */
final class DatabasePair implements Database {
  private static final String URL = "postgresql://localhost:%d/leadloop";

  private final PostgreSqlPair servers;
  private final List<Proxy> network;
  private final Proxy toPrimary;

  private DatabasePair(Vertx vertx, PostgreSqlPair servers) {
    this.servers = servers;
    this.network =
        IntStream.range(0, 2)
            .mapToObj(node -> Proxy.to(vertx, () -> List.of(servers.port(node))))
            .toList();
    this.toPrimary = Proxy.to(vertx, () -> List.of(network().port()));
  }

  static DatabasePair start(Vertx vertx, Path directory) {
    return new DatabasePair(vertx, PostgreSqlPair.start(directory));
  }

  /** The login, and the addresses of both. */
  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(servers.logins());
    settings.put(
        "quarkus.datasource.reactive.url",
        network.stream()
            .map(proxy -> URL.formatted(proxy.port()))
            .collect(Collectors.joining(",")));
    return settings;
  }

  /** One address that leads to the primary. Connections to a former one stay. */
  String addressOfPrimary() {
    return URL.formatted(toPrimary.port());
  }

  @Override
  public Proxy network() {
    return network.get(servers.primary());
  }

  @Override
  public Connection connect() throws SQLException {
    return servers.connect();
  }

  @Override
  public void kill() {
    servers.killPrimary();
  }

  /** Nothing reaches the primary or comes from it, except for its standby. */
  void silencePrimary() {
    network().silence();
  }

  /** Sets the primary to read only; it keeps its connections. */
  void fence() {
    servers.fencePrimary();
  }

  /** Makes the standby the primary. */
  void promote() {
    servers.promote();
  }

  /** Ends the former primary, if it still runs, and makes it the standby. */
  void rebuild() {
    servers.rebuild();
  }

  /** The network is well again; connections that were silent break. */
  void heal() {
    network.forEach(Proxy::breakAll);
    network.forEach(Proxy::heal);
  }

  @Override
  public void close() {
    toPrimary.close();
    network.forEach(Proxy::close);
    servers.close();
  }
}
