package io.leadloop.silence;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests wait for the coverage of feedback instead of its next measurement. */
@ApplicationScoped
public class CoverageTester {
  private final Pool pool;
  private final FeedbackLatency latency;
  private final CoverageGauges coverage;

  CoverageTester(Pool pool, FeedbackLatency latency, CoverageGauges coverage) {
    this.pool = pool;
    this.latency = latency;
    this.coverage = coverage;
  }

  /** Measures some customers, those first that were measured longest ago, and shows all. */
  public void refresh() {
    pool.query("update customer_pace set sampled_at = '-infinity'")
        .execute()
        .chain(latency::learn)
        .chain(coverage::refresh)
        .await()
        .indefinitely();
  }
}
