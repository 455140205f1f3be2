package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL on a full disk: no promise is broken, and everything resumes when there is room again.
 * The disk is in memory, which only root may mount; otherwise the test is skipped.
 */
@Tag("long")
class DiskFullIT {
  private static final Logger LOG = Logger.getLogger(DiskFullIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FULL = Duration.ofSeconds(10);
  private static final String SIZE = "500m";

  @TempDir Path directory;

  private final FaultReport report = new FaultReport("DiskFullIT");
  private Path disk;
  private OneDatabase database;
  private Installation installation;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()),
        "A disk of " + SIZE + " in memory could not be mounted: are you root?");
    Path servers = Files.createDirectory(disk.resolve("servers"));
    installation =
        Installation.start(
            directory,
            vertx -> database = OneDatabase.start(vertx, servers),
            vertx -> BrokerProcess.start(vertx, directory),
            1,
            Map.of());
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    if (installation != null) {
      installation.close();
    }
    report.write();
    run("umount", disk.toString());
  }

  @Test
  void fullDiskIsAnsweredWith503AndNoAcceptedLeadIsLost() throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    long began = System.nanoTime();
    LOG.infof("full disk: -Dfaults.seed=%d", seed);
    Load load = new Load(installation, seed, Load.LONGEST_CALL).start();
    await().atMost(PATIENCE).until(() -> load.accepted().size() > 2 * Load.RATE);

    Path ballast = disk.resolve("ballast");
    fill(ballast);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              fill(ballast); // The servers may give room back that they cannot use.
              return load.answers().getOrDefault(503, 0) > Load.RATE;
            });
    await().pollDelay(FULL).atMost(PATIENCE).until(() -> true);
    Files.delete(ballast);
    if (!installation.databaseAnswers()) {
      LOG.info("PostgreSQL had ended, and is started again");
      database.restart();
    }

    int before = load.accepted().size();
    await().atMost(PATIENCE).until(() -> load.accepted().size() > before + 2 * Load.RATE);
    load.stop();
    Books.Balance balance = Books.balance(installation, load);
    LOG.infof("full disk: %s answers=%s longest=%s", balance, load.answers(), load.longest());
    report.add(
        "The disk of PostgreSQL full, for 10 s and more",
        seed,
        Duration.ofNanos(System.nanoTime() - began),
        load,
        balance);
    assertThat(load.answers()).containsKey(503);
  }

  /** Writes until nothing more goes. */
  private static void fill(Path file) throws IOException {
    byte[] piece = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (; ; ) {
        out.write(piece);
      }
    } catch (IOException full) {
      LOG.infof("the disk is full bytes=%d", Files.size(file));
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
