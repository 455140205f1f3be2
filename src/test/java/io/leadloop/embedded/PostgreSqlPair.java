package io.leadloop.embedded;

import static org.awaitility.Awaitility.await;

import io.leadloop.testing.PowerCut;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A primary of PostgreSQL and its standby, as the binaries of the embedded server allow: a standby
 * is made of a copy that is taken while the primary runs. What a cluster manager does at a
 * failover, the test does by {@link #promote} and {@link #rebuild}.
 */
public final class PostgreSqlPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Not part of a copy: each server's own, or rebuilt from the log. */
  private static final Set<String> OWN =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "standby.signal", "backup_label");

  private static final Set<String> EMPTIED =
      Set.of("pg_wal", "pg_replslot", "pg_notify", "pg_stat_tmp", "pg_subtrans", "pg_dynshmem");

  private final List<Node> nodes;
  private int primary;

  private PostgreSqlPair(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Starts both; commits wait for the standby. */
  public static PostgreSqlPair start(Path directory) {
    PostgreSqlPair pair =
        new PostgreSqlPair(
            List.of(new Node(directory.resolve("one")), new Node(directory.resolve("other"))));
    try {
      Node first = pair.nodes.get(0);
      first.start();
      first.cluster.createDatabase(first.server.getPostgresDatabase());
      pair.makeStandby(1);
    } catch (SQLException | RuntimeException e) {
      pair.close();
      throw new EmbeddedServerException("The pair did not start: " + e, e);
    }
    return pair;
  }

  /** Which of the two is the primary, 0 or 1. */
  public int primary() {
    return primary;
  }

  /** The port of one of them, which stays the same. */
  public int port(int node) {
    return nodes.get(node).port;
  }

  /** A connection to the primary as the owner of the database. */
  public Connection connect() throws SQLException {
    Node node = nodes.get(primary);
    return node.server
        .getDatabase(PostgreSqlCluster.DATABASE, PostgreSqlCluster.DATABASE)
        .getConnection();
  }

  /** The settings that make the gateway use the pair, except for the address. */
  public Map<String, String> logins() {
    PostgreSqlCluster cluster = nodes.get(primary).cluster;
    return Map.of(
        "quarkus.datasource.username",
        PostgreSqlCluster.GATEWAY_ROLE,
        "quarkus.datasource.password",
        cluster.gatewayPassword(),
        "quarkus.flyway.username",
        PostgreSqlCluster.DATABASE,
        "quarkus.flyway.password",
        cluster.password());
  }

  /** Ends all processes of the primary as a power cut would. */
  public void killPrimary() {
    nodes.get(primary).kill();
  }

  /** Stops the primary as an administrator does, after the standby has everything. */
  public void stopPrimary() {
    nodes.get(primary).stop();
  }

  /** Makes the standby the primary, which waits for no standby until there is one. */
  public void promote() {
    Node standby = nodes.get(1 - primary);
    standby.execute("select pg_promote(true, 60)");
    primary = 1 - primary;
  }

  /** Replaces the former primary, which is down, by a standby of the new one. */
  public void rebuild() {
    makeStandby(1 - primary);
  }

  /** Sets the primary to read only, and lets it keep its connections. */
  public void fencePrimary() {
    Node node = nodes.get(primary);
    node.execute("alter system set default_transaction_read_only = on");
    node.execute("select pg_reload_conf()");
  }

  private void makeStandby(int index) {
    Node from = nodes.get(primary);
    Node standby = nodes.get(index);
    standby.stop();
    try {
      from.copyTo(standby);
      standby.follow(from);
      standby.start();
      from.execute("alter system set synchronous_standby_names = '*'");
      from.execute("select pg_reload_conf()");
      await().atMost(PATIENCE).until(from::hasSynchronousStandby);
    } catch (IOException | SQLException e) {
      throw new EmbeddedServerException("There is no standby: " + e, e);
    }
  }

  @Override
  public void close() {
    // A commit of the primary would wait for a standby that is stopped first.
    nodes.get(primary).stop();
    nodes.get(1 - primary).stop();
  }

  /** One server. */
  private static final class Node {
    private final Path directory;
    private final PostgreSqlCluster cluster;
    private final int port = LoopbackPort.free();
    private EmbeddedPostgres server;

    Node(Path directory) {
      this.directory = directory;
      SeededServers.seed(directory);
      this.cluster = new PostgreSqlCluster(directory.resolve("postgresql"));
    }

    void start() {
      try {
        server =
            cluster
                .builder(port)
                .setServerConfig("wal_keep_size", "512MB")
                .setServerConfig("wal_receiver_status_interval", "1s")
                .start();
      } catch (IOException e) {
        throw new EmbeddedServerException(
            "PostgreSQL did not start on %s: %s%n%s"
                .formatted(cluster.data(), e, cluster.endOfLog()),
            e);
      }
    }

    void kill() {
      PowerCut.ofPostgreSql(directory);
      stop();
    }

    /** Idempotent; also releases what a killed one has left in this process. */
    void stop() {
      try {
        if (server != null) {
          server.close();
          server = null;
          cluster.postmaster().awaitStop();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void execute(String sql) {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new EmbeddedServerException(sql + ": " + e, e);
      }
    }

    boolean hasSynchronousStandby() {
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet found =
              statement.executeQuery(
                  "select 1 from pg_stat_replication where sync_state = 'sync'")) {
        return found.next();
      } catch (SQLException e) {
        return false;
      }
    }

    /** Takes a copy while this server runs, by PostgreSQL's low-level interface. */
    void copyTo(Node copy) throws IOException, SQLException {
      FileUtils.deleteDirectory(copy.cluster.data().toFile());
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("select pg_backup_start('standby', true)");
        copyTree(cluster.data(), copy.cluster.data());
        try (ResultSet label =
            statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
          label.next();
          Files.writeString(copy.cluster.data().resolve("backup_label"), label.getString(1));
        }
      }
      for (String password : List.of("password", "gateway-password")) {
        Files.writeString(
            copy.directory.resolve("postgresql").resolve(password),
            Files.readString(directory.resolve("postgresql").resolve(password)));
      }
    }

    void follow(Node from) throws IOException {
      Path data = cluster.data();
      Files.createFile(data.resolve("standby.signal"));
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          """
          primary_conninfo = 'host=localhost port=%d user=postgres password=%s'
          synchronous_standby_names = ''
          default_transaction_read_only = off
          """
              .formatted(from.port, from.cluster.password()),
          StandardOpenOption.APPEND);
    }

    private static void copyTree(Path from, Path to) throws IOException {
      Files.createDirectory(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (Files.isDirectory(file)) {
            copyTree(file, to.resolve(name));
          } else if (!OWN.contains(name) && !EMPTIED.contains(from.getFileName().toString())) {
            copy(file, to.resolve(name));
          }
        }
      }
    }

    /** A file that vanishes meanwhile is deleted by the log, too. */
    private static void copy(Path file, Path to) throws IOException {
      try {
        Files.copy(file, to);
      } catch (NoSuchFileException dropped) {
        Files.deleteIfExists(to);
      }
    }
  }
}
