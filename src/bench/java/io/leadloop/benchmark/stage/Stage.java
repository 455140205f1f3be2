package io.leadloop.benchmark.stage;

import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.vault.KeysetFile;
import io.leadloop.vault.Vault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that a run starts: the servers, a simulated Oplead, and gateways on databases of their
 * own. All of it ends, and its data goes, when this is closed or the benchmark is interrupted.
 */
public final class Stage implements AutoCloseable {
  private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 25;
  private static final String MAKE_ARCHIVE =
      HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
  private static final String USE_ARCHIVE =
      HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";

  private final BenchmarkSettings settings;
  private final Vertx vertx;
  private final Path directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Servers servers;
  private final SimulatedOplead oplead;
  private String archive;

  public Stage(BenchmarkSettings settings, Vertx vertx) throws IOException, InterruptedException {
    this.settings = settings;
    this.vertx = vertx;
    this.directory = Files.createTempDirectory("leadloop-bench-");
    this.archive = MAKE_ARCHIVE + directory.resolve("gateway.archive");
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    Progress.say("Starting PostgreSQL and a broker below %s", directory);
    this.servers = keep(Servers.start(directory, settings.statements()));
    this.oplead =
        keep(
            new SimulatedOplead(vertx, SimulatorSettings.builder().memory(1_000).build())
                .startAndAwait());
  }

  public Servers servers() {
    return servers;
  }

  /** A gateway on a new database, with a provider that may send to its customers. */
  public Target open(String name) throws InterruptedException {
    return open(name, database -> Seed.into(database, vault(), oplead));
  }

  /**
   * Has a gateway of its own make the AOT cache that all others use, as the image has one, of what
   * it does until it ends. A Java before 25 has a class archive in its place.
   */
  public void train(Consumer<Target> load) throws InterruptedException {
    try (Target target = open("training")) {
      load.accept(target);
    }
    archive = archive.replace(MAKE_ARCHIVE, USE_ARCHIVE);
  }

  /** The same with customers of the caller's. */
  public Target open(String name, Function<Database, Seed> seeding) throws InterruptedException {
    Progress.say("Starting a gateway on the database %s", name);
    Database database = servers.createDatabase(name);
    Gateway gateway = startGateway(database);
    Seed seed = seeding.apply(database);
    seed.createTopic(servers.kafkaClient());
    return new Target(gateway, database, seed);
  }

  /** The same with a new gateway; the one before it must be closed. */
  public Target reopen(Target closed) {
    return new Target(startGateway(closed.database()), closed.database(), closed.seed());
  }

  private Gateway startGateway(Database database) {
    return keep(
        Gateway.start(
            settings,
            archive,
            directory,
            database,
            servers.gatewaySettings(),
            KeysetFile.in(directory)));
  }

  /** The vault that all gateways share. */
  public Vault vault() {
    return new Vault(KeysetFile.in(directory).toString());
  }

  /** An additional simulated Oplead. */
  public SimulatedOplead startOplead(SimulatorSettings simulator) {
    return keep(new SimulatedOplead(vertx, simulator).startAndAwait());
  }

  /** The bytes that the disk below the data has left. */
  public long room() {
    return directory.toFile().getUsableSpace();
  }

  private synchronized <T extends AutoCloseable> T keep(T started) {
    running.push(started);
    return started;
  }

  @Override
  public void close() {
    end();
    vertx.close();
  }

  private synchronized void end() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        Progress.say("It did not end by itself: %s", e);
      }
    }
    if (Files.exists(directory)) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      Progress.say("%s remains: %s", directory, e);
    }
  }
}
