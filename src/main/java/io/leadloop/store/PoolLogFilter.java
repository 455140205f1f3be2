package io.leadloop.store;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out of the log what the SQL client's pool says when its time limit for a connection ends a
 * request that has failed already: nothing is wrong then, and while a database is away it would say
 * so for every request.
 */
@LoggingFilter(name = PoolLogFilter.NAME)
public final class PoolLogFilter implements Filter {
  static final String NAME = "pool-timer";

  private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

  @Override
  public boolean isLoggable(LogRecord line) {
    return !(line.getThrown() instanceof IllegalStateException failure && isOfThePool(failure));
  }

  /** A promise that is completed twice, by the pool. */
  private static boolean isOfThePool(IllegalStateException failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length > 1
        && frames[0].getClassName().equals("io.vertx.core.Promise")
        && frames[1].getClassName().equals(POOL);
  }
}
