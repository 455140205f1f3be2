package io.leadloop.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL server process of one data directory, found by its {@code postmaster.pid}. It
 * survives a killed gateway; the next gateway must stop it before starting its own.
 */
final class Postmaster {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path data;
  private final Path pidFile;

  Postmaster(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  /** Stops a server that still runs on the directory, if any. */
  void stopIfAbandoned() {
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return;
    }
    if (isServerOfDirectory(process.get())) {
      interrupt(process.get());
      awaitStop();
    } else {
      // The pid was reused by another process; PostgreSQL would refuse to start.
      deletePidFile();
    }
  }

  /** Waits until the server has written everything and released the directory. */
  void awaitStop() {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (Files.exists(pidFile) && process().isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new EmbeddedServerException(
            "PostgreSQL still runs on %s after %s.".formatted(data, STOP_LIMIT));
      }
      pause();
    }
  }

  private Optional<ProcessHandle> process() {
    return pid().flatMap(ProcessHandle::of);
  }

  /** Empty if the file disappears while being read, or holds no number yet. */
  private Optional<Long> pid() {
    try {
      return Files.readAllLines(pidFile).stream().findFirst().map(Long::valueOf);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isServerOfDirectory(ProcessHandle process) {
    boolean isPostgres =
        process
            .info()
            .command()
            .map(command -> Path.of(command).getFileName().toString())
            .filter(name -> name.startsWith("postgres"))
            .isPresent();
    boolean hasDirectory =
        process
            .info()
            .arguments()
            .filter(arguments -> List.of(arguments).contains(data.toString()))
            .isPresent();
    return isPostgres && hasDirectory;
  }

  /**
   * PostgreSQL's fast shutdown (SIGINT); Java can only send SIGTERM, which waits for every client
   * to disconnect.
   */
  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new EmbeddedServerException("PostgreSQL cannot be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while PostgreSQL was stopping", e);
    }
  }

  private void deletePidFile() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new EmbeddedServerException("The outdated " + pidFile + " cannot be deleted", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while PostgreSQL stopped", e);
    }
  }
}
