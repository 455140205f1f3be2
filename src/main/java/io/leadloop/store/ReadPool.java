package io.leadloop.store;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Connections for lists and feeds: reads that any caller may ask for at any time, whose cost
 * follows what the caller has stored. There are few of them, and their statements end early, so
 * that reads take neither the connections nor the time of what flows: intake, claims, settlements,
 * callbacks.
 */
@Singleton
public class ReadPool {
  /**
   * What PostgreSQL is not to do for these reads, each of which is in the order of an index: with
   * statistics that are out of date it might rather read everything that fits, and sort that.
   */
  public static final List<String> WAYS_NOT_TAKEN =
      List.of("enable_sort", "enable_incremental_sort", "enable_bitmapscan");

  private final PoolTimeouts pools;
  private Pool reads;

  ReadPool(PoolTimeouts pools) {
    this.pools = pools;
  }

  /** Not before the application has started. */
  public synchronized Pool get() {
    if (reads == null) {
      reads = Pool.newInstance(pools.createForReads());
    }
    return reads;
  }

  @PreDestroy
  synchronized void close() {
    if (reads != null) {
      reads.closeAndForget();
    }
  }
}
