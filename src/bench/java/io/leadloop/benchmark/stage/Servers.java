package io.leadloop.benchmark.stage;

import static java.util.stream.Collectors.toMap;

import io.leadloop.testing.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL and the broker, as the benchmark sees them: two addresses and two processes. */
public final class Servers implements AutoCloseable {
  private static final Pattern ADDRESSES =
      Pattern.compile("servers: (\\d+) (\\S+) (\\S+) (.+)\\.\n");

  private final ChildProcess process;
  private final Path data;
  private final Database standard;
  private final Map<String, String> kafka;

  private Servers(ChildProcess process, Path data, Matcher addresses) {
    this.process = process;
    this.data = data;
    this.standard =
        new Database(
            Integer.parseInt(addresses.group(1)),
            addresses.group(2),
            addresses.group(2),
            addresses.group(3));
    this.kafka = ServerSettings.read(addresses.group(4));
  }

  /**
   * Starts both, with their data below the directory.
   *
   * @param countStatements whether {@link StatementCounts} can be read
   */
  static Servers start(Path directory, boolean countStatements) {
    Path data = directory.resolve("servers");
    ChildProcess process =
        ChildProcess.main(
            List.of("-Xmx512m"),
            ServersMain.class,
            List.of(data.toString(), Boolean.toString(countStatements)),
            directory);
    try {
      return new Servers(process, data, process.awaitOutput(ADDRESSES));
    } catch (IllegalStateException e) {
      process.close();
      throw e;
    }
  }

  /** A new, empty database. */
  Database createDatabase(String name) {
    return standard.createBeside(name);
  }

  /** What the gateway needs to use the broker, for example {@code kafka.sasl.mechanism}. */
  Map<String, String> gatewaySettings() {
    return kafka;
  }

  /** The same for a client of Kafka's. */
  public Map<String, Object> kafkaClient() {
    return kafka.entrySet().stream()
        .collect(
            toMap(setting -> setting.getKey().substring("kafka.".length()), Map.Entry::getValue));
  }

  /** The broker's process, which is the embedding one. */
  long brokerPid() {
    return process.pid();
  }

  /** The process that all of PostgreSQL's descend from. */
  long postmasterPid() {
    try {
      Path file = data.resolve("postgresql").resolve("data").resolve("postmaster.pid");
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
