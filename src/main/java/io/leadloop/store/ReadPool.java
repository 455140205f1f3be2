package io.leadloop.store;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Connections for lists and feeds: reads on demand whose cost depends on how much the caller has
 * stored. They are few and have a short statement time-out, so that reads cannot starve intake,
 * claims, settlements and callbacks.
 */
@Singleton
public class ReadPool {
  /**
   * Plan types disabled for these reads, which all follow an index: with outdated statistics
   * PostgreSQL might instead fetch every match and sort.
   */
  public static final List<String> DISABLED_PLANS =
      List.of("enable_sort", "enable_incremental_sort", "enable_bitmapscan");

  private final PoolTimeouts pools;
  private Pool reads;

  ReadPool(PoolTimeouts pools) {
    this.pools = pools;
  }

  /** Must not be called before the application has started. */
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
