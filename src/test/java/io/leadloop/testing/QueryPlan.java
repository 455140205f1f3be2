package io.leadloop.testing;

import io.leadloop.store.Batch;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/**
 * How PostgreSQL would run a statement of the gateway, whose settings the pool's connections have.
 */
public final class QueryPlan {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private QueryPlan() {}

  /**
   * The plan for any parameters, as EXPLAIN writes it: the one that the gateway uses
   * (plan_cache_mode).
   */
  public static String of(Pool pool, String statement) {
    return pool.query("explain (generic_plan) " + statement)
        .execute()
        .map(rows -> String.join("\n", Batch.list(rows, row -> row.getString(0))))
        .await()
        .atMost(PATIENCE);
  }
}
