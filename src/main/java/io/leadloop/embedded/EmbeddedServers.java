package io.leadloop.embedded;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The embedded servers of one data directory. They are stopped in the reverse order of their start,
 * and only then is the directory free for another gateway.
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
   * Claims the data directory; nothing is started yet.
   *
   * @throws EmbeddedServerException when it cannot be written, or another gateway has it
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

  /** Stops what was started; waits for a start that is under way. The second call does nothing. */
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
