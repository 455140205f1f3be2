package io.leadloop.tally;

import io.leadloop.store.Batch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * Counts what happens to leads, in the transaction in which it is recorded, so that a figure is
 * never ahead of the events nor behind them.
 */
@ApplicationScoped
public class Tallies {
  /** Rows are locked in one order, so that two replicas cannot wait for each other in a circle. */
  private static final String ADD =
      """
      insert into lead_tally as t (provider_id, hour, customer_id, kind, slot, leads)
      select n.provider_id, n.hour, n.customer_id, n.kind, n.slot, n.leads
      from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::int[], $5::int[], $6::int[])
        as n(provider_id, hour, customer_id, kind, slot, leads)
      order by n.provider_id, n.hour, n.customer_id, n.kind, n.slot
      on conflict (provider_id, hour, customer_id, kind, slot)
        do update set leads = t.leads + excluded.leads
      """;

  static final String FORGET =
      """
      delete from lead_tally where ctid = any(array(
        select ctid from lead_tally
        where hour < date_trunc('month', now() - $1 * interval '1 ms', 'UTC')
        order by hour limit $2))
      """;

  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final Pool pool;

  Tallies(Pool pool) {
    this.pool = pool;
  }

  /**
   * Adds to the counts, in the caller's transaction. Other replicas wait for their locks until that
   * ends, so it should be its last statement.
   *
   * @param counts how many to add; may be negative
   */
  public Uni<Void> add(SqlClient tx, Map<TallyKey, Integer> counts) {
    if (counts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Batch<Map.Entry<TallyKey, Integer>> rows =
        Batch.of(counts.entrySet())
            .uuids(count -> count.getKey().cohort().provider().value())
            .times(count -> count.getKey().cohort().hour())
            .uuids(count -> count.getKey().cohort().customer().value())
            .integers(count -> count.getKey().kind().number())
            .integers(count -> count.getKey().slot())
            .integers(Map.Entry::getValue);
    return tx.preparedQuery(ADD).execute(rows.tuple()).replaceWithVoid();
  }

  /** Drops the months that ended longer ago, step by step. */
  public Uni<Void> forget(Duration kept) {
    Tuple parameters = Tuple.of(kept.toMillis(), FORGOTTEN_AT_ONCE);
    return Multi.createBy()
        .repeating()
        .uni(() -> pool.preparedQuery(FORGET).execute(parameters).map(done -> done.rowCount()))
        .whilst(forgotten -> forgotten == FORGOTTEN_AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
