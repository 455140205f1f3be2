package io.leadloop.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The embedded PostgreSQL's files (binaries, data, passwords, log) and server settings. */
final class PostgreSqlCluster {
  /** The name of the database and of the role that owns and migrates it. */
  static final String DATABASE = "leadloop";

  /** The role of the gateway, which owns nothing. */
  static final String GATEWAY_ROLE = "leadloop_gateway";

  /** Long enough to replay the write-ahead log after a crash. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final int LINES_SHOWN = 5;

  /** The library's mark of binaries that are unpacked completely. */
  private static final String COMPLETE = ".exists";

  private final Path directory;
  private final PasswordFile passwordFile;
  private final PasswordFile gatewayPasswordFile;

  PostgreSqlCluster(Path directory) {
    this.directory = directory;
    this.passwordFile = new PasswordFile(directory.resolve("password"));
    this.gatewayPasswordFile = new PasswordFile(directory.resolve("gateway-password"));
  }

  Path data() {
    return directory.resolve("data");
  }

  private Path binaries() {
    return directory.resolve("binaries");
  }

  /** The library does not unpack over what it unpacked when the process ended. */
  private void deleteIncompleteBinaries() throws IOException {
    if (!Files.exists(binaries())) {
      return;
    }
    try (Stream<Path> unpacked = Files.list(binaries())) {
      for (Path each : (Iterable<Path>) unpacked::iterator) {
        if (!Files.exists(each.resolve(COMPLETE))) {
          delete(each);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }

  Path log() {
    return directory.resolve("server.log");
  }

  Postmaster postmaster() {
    return new Postmaster(data());
  }

  /** The password of the owner and of the superuser. */
  String password() {
    return passwordFile.read();
  }

  String gatewayPassword() {
    return gatewayPasswordFile.read();
  }

  /** A builder for a server with a new log file. */
  EmbeddedPostgres.Builder builder(int port) throws IOException {
    passwordFile.createIfAbsent();
    gatewayPasswordFile.createIfAbsent();
    Files.deleteIfExists(log());
    deleteIncompleteBinaries();
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setPgBinaryResolver(new UnpackedBinaries(directory))
            .setOverrideWorkingDirectory(binaries().toFile())
            .setDataDirectory(data())
            .setCleanDataDirectory(false)
            // Shutdown hooks run in no order, but the servers must stop after the application.
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_LIMIT)
            .setConnectConfig("password", password())
            // A pipe would break when the gateway dies and lose PostgreSQL's last output.
            .setOutputRedirector(Redirect.appendTo(log().toFile()))
            .setErrorRedirector(Redirect.appendTo(log().toFile()));
    return configured(initialised(builder));
  }

  /**
   * Options of {@code initdb}; the {@code auth} options override the library's trust
   * authentication.
   */
  private EmbeddedPostgres.Builder initialised(EmbeddedPostgres.Builder builder) {
    return builder
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("pwfile", passwordFile.path().toString())
        .setLocaleConfig("auth-local", "scram-sha-256")
        // A new log segment is written completely before use while commits wait, so segments are
        // small.
        .setLocaleConfig("wal-segsize", "1")
        .setLocaleConfig("auth-host", "scram-sha-256");
  }

  /** Server settings; the first two override the library, which trades durability for speed. */
  private static EmbeddedPostgres.Builder configured(EmbeddedPostgres.Builder builder) {
    return builder
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "100")
        // Iterations protect passwords that can be guessed; these are random.
        .setServerConfig("scram_iterations", "1")
        // After a checkpoint the first change of each page logs the full page, so checkpoints are
        // rare.
        .setServerConfig("max_wal_size", "4GB")
        .setServerConfig("checkpoint_timeout", "15min")
        // Flush pages as they are written. Otherwise the kernel buffers them for half a minute, and
        // commits wait while it writes them all.
        .setServerConfig("backend_flush_after", "256kB")
        .setServerConfig("log_checkpoints", "off");
  }

  /** Creates the roles and the database if absent. */
  void createDatabase(DataSource asSuperuser) throws SQLException {
    try (Connection connection = asSuperuser.getConnection();
        Statement statement = connection.createStatement()) {
      if (isEmpty(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + DATABASE + "'")) {
        statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(DATABASE, password()));
      }
      if (isEmpty(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + GATEWAY_ROLE + "'")) {
        statement.execute("CREATE ROLE " + GATEWAY_ROLE + " LOGIN");
      }
      statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(GATEWAY_ROLE, gatewayPassword()));
      if (isEmpty(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, DATABASE));
      }
    }
  }

  String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException | UncheckedIOException e) {
      return "(no log was written)";
    }
  }

  private static boolean isEmpty(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return !result.next();
    }
  }

  /**
   * The bundled binaries. The library caches the unpacked location per resolver, so each directory
   * needs its own resolver: one may be deleted while another is in use.
   */
  private record UnpackedBinaries(Path directory) implements PgBinaryResolver {

    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    }
  }
}
