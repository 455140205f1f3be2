package io.leadloop.store;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops a log record of the SQL client's pool: its connection time-out fired for a request that had
 * already failed. That is harmless, and while the database is unavailable it would be logged for
 * every request.
 */
@LoggingFilter(name = PoolLogFilter.NAME)
public final class PoolLogFilter implements Filter {
  static final String NAME = "pool-timer";

  private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

  @Override
  public boolean isLoggable(LogRecord line) {
    return !(line.getThrown() instanceof IllegalStateException failure && isOfThePool(failure));
  }

  /** Whether the pool completed a promise twice. */
  private static boolean isOfThePool(IllegalStateException failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length > 1
        && frames[0].getClassName().equals("io.vertx.core.Promise")
        && frames[1].getClassName().equals(POOL);
  }
}
