package io.leadloop.testing;

import io.leadloop.store.Batch;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** The plan of a statement with the settings of the gateway's connections. */
public final class QueryPlan {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private QueryPlan() {}

  /** The generic plan as EXPLAIN prints it, which the gateway uses (plan_cache_mode). */
  public static String of(Pool pool, String statement) {
    return pool.query("explain (generic_plan) " + statement)
        .execute()
        .map(rows -> String.join("\n", Batch.list(rows, row -> row.getString(0))))
        .await()
        .atMost(PATIENCE);
  }
}
