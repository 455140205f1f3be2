package io.leadloop.embedded;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The embedded servers of one data directory. They are stopped in reverse order of their start;
 * then the directory is released.
 */
public final class EmbeddedServers implements AutoCloseable {
  private final DataDirectory directory;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
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
  public synchronized EmbeddedPostgreSql startPostgreSql(int port) {
    requireOpen();
    EmbeddedPostgreSql postgreSql = EmbeddedPostgreSql.start(directory, port);
    running.push(postgreSql);
    return postgreSql;
  }

  /** Starts the broker, on a free port for 0; see {@link EmbeddedKafka#start}. */
  public synchronized EmbeddedKafka startKafka(int port) {
    requireOpen();
    EmbeddedKafka kafka = EmbeddedKafka.start(directory, port);
    running.push(kafka);
    return kafka;
  }

  /** Stops the started servers; waits for a start in progress. Idempotent. */
  @Override
  public void close() {
    closed = true;
    stopAll();
  }

  private synchronized void stopAll() {
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
