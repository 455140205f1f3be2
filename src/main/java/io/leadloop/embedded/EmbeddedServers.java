package io.leadloop.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The embedded servers of one data directory. They are stopped in reverse order of their start;
 * then the directory is released.
 */
public final class EmbeddedServers implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(3);

  private final DataDirectory directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final ReentrantLock starts = new ReentrantLock();
  private volatile boolean closed;

  private EmbeddedServers(DataDirectory directory) {
    this.directory = directory;
    running.push(directory);
  }

  /**
   * Locks the data directory; starts nothing yet.
   *
   * @throws EmbeddedServerException if it is not writable or another gateway holds it
   */
  public static EmbeddedServers in(Path dataDirectory) {
    return new EmbeddedServers(DataDirectory.claim(dataDirectory));
  }

  /** The data directory's absolute path. */
  public Path directory() {
    return directory.path();
  }

  /** Starts PostgreSQL, on a free port for 0; see {@link EmbeddedPostgreSql#start}. */
  public EmbeddedPostgreSql startPostgreSql(int port) {
    return start(() -> EmbeddedPostgreSql.start(directory, port));
  }

  /** Starts the broker, on a free port for 0; see {@link EmbeddedKafka#start}. */
  public EmbeddedKafka startKafka(int port) {
    return start(() -> EmbeddedKafka.start(directory, port));
  }

  private <T extends AutoCloseable> T start(Supplier<T> server) {
    starts.lock();
    try {
      requireOpen();
      T started = server.get();
      running.push(started);
      return started;
    } finally {
      starts.unlock();
    }
  }

  /**
   * Stops the started servers. A start in progress is waited for, but not for long: the process may
   * be ending, and the next gateway stops what is left behind. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    if (awaitStart()) {
      try {
        stopAll();
      } finally {
        starts.unlock();
      }
    } else {
      EmbeddedPostgreSql.stopAbandoned(directory);
    }
  }

  private boolean awaitStart() {
    try {
      return starts.tryLock(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stopAll() {
    RuntimeException failure = null;
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        failure = firstOf(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new EmbeddedServerException("The gateway is stopping.");
    }
  }

  private static RuntimeException firstOf(RuntimeException first, Exception next) {
    if (first == null) {
      return new EmbeddedServerException("An embedded server did not stop: " + next, next);
    }
    first.addSuppressed(next);
    return first;
  }
}
