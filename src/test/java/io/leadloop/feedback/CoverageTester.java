package io.leadloop.feedback;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Has each customer's coverage learned and shown at once, which else takes minutes. */
@ApplicationScoped
public class CoverageTester {
  private final Pool pool;
  private final Pace pace;
  private final CoverageGauges gauges;

  CoverageTester(Pool pool, Pace pace, CoverageGauges gauges) {
    this.pool = pool;
    this.pace = pace;
    this.gauges = gauges;
  }

  /** Looks at some customers, those first that were looked at longest ago. */
  public void learnAndShow() {
    pool.query("update customer_pace set sampled_at = '-infinity'")
        .execute()
        .chain(pace::learn)
        .chain(gauges::refresh)
        .await()
        .indefinitely();
  }
}
