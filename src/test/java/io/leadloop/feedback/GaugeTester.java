package io.leadloop.feedback;

import io.leadloop.kafka.ProviderLag;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Has each customer's coverage and each consumer's lag shown at once, which else takes minutes. */
@ApplicationScoped
public class GaugeTester {
  private final Pool pool;
  private final Pace pace;
  private final CoverageGauges coverage;
  private final ProviderLag lag;

  GaugeTester(Pool pool, Pace pace, CoverageGauges coverage, ProviderLag lag) {
    this.pool = pool;
    this.pace = pace;
    this.coverage = coverage;
    this.lag = lag;
  }

  /** Looks at some customers, those first that were looked at longest ago. */
  public void refresh() {
    pool.query("update customer_pace set sampled_at = '-infinity'")
        .execute()
        .chain(pace::learn)
        .chain(coverage::refresh)
        .chain(lag::refresh)
        .await()
        .indefinitely();
  }
}
