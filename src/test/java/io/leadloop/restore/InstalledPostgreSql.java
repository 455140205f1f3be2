package io.leadloop.restore;

import io.leadloop.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new PostgreSQL server of this machine's packages, which come with {@code pg_dump}; the embedded
 * one does not. Its database and roles are made as {@code deploy/create-database} makes them.
 */
final class InstalledPostgreSql implements AutoCloseable {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
  private static final String OWNER = "leadloop";
  private static final String GATEWAY = "leadloop_gateway";
  private static final String PASSWORD = "restored";

  private final Path programs;
  private final Path directory;
  private final int port = LoopbackPort.free();

  private InstalledPostgreSql(Path programs, Path directory) {
    this.programs = programs;
    this.directory = directory;
  }

  /** Where the programs of the newest installed version are. */
  static Optional<Path> programs() {
    try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_dump")))
          .max((a, b) -> Integer.compare(version(a), version(b)));
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  private static int version(Path bin) {
    return Integer.parseInt(bin.getParent().getFileName().toString());
  }

  /** Starts one with an empty database, and its data in the directory. */
  static InstalledPostgreSql start(Path directory) throws IOException, SQLException {
    InstalledPostgreSql server = new InstalledPostgreSql(programs().orElseThrow(), directory);
    Files.createDirectory(directory);
    if (isRoot()) {
      // The server does not run as root; its package made a user for it.
      Files.setOwner(
          directory,
          directory
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName("postgres"));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    server.run(true, "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8");
    server.run(
        true, "pg_ctl", "--wait", "--log=" + directory.resolve("log"), server.options(), "start");
    server.createDatabase();
    return server;
  }

  private String options() {
    return "--options=-p %d -c listen_addresses=localhost -c unix_socket_directories=''"
        .formatted(port);
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create role %s login password '%s'".formatted(OWNER, PASSWORD));
      statement.execute("create role %s login password '%s'".formatted(GATEWAY, PASSWORD));
      statement.execute("create database leadloop owner " + OWNER);
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
  }

  /** A connection as the owner of the tables. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("leadloop"), OWNER, PASSWORD);
  }

  /** The gateway's settings for it. */
  Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.reactive.url",
        "postgresql://localhost:%d/leadloop".formatted(port),
        "quarkus.datasource.username",
        GATEWAY,
        "quarkus.datasource.password",
        PASSWORD,
        "quarkus.flyway.username",
        OWNER,
        "quarkus.flyway.password",
        PASSWORD);
  }

  /** Dumps the database while it is used. */
  void dump(Path file) throws IOException {
    run(false, "pg_dump", "--format=custom", "--file=" + file, address());
  }

  /** Fills the empty database from a dump. */
  void restore(Path file) throws IOException {
    run(false, "pg_restore", "--exit-on-error", "--dbname=" + address(), file.toString());
  }

  private String address() {
    return "postgresql://%s:%s@localhost:%d/leadloop".formatted(OWNER, PASSWORD, port);
  }

  private void run(boolean asServer, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (asServer && isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("postgresql-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PGDATA", directory.resolve("data").toString());
    try {
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IOException(
            program + " failed: " + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Override
  public void close() {
    try {
      run(true, "pg_ctl", "--wait", "--mode=immediate", "stop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
