package io.leadloop.tally;

import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts what happens to leads, in the transaction in which it is recorded, so that a figure is
 * never ahead of the events nor behind them. Counts are inserted, and those of some seconds are
 * added up together.
 */
@ApplicationScoped
public class Tallies {
  private static final String ADD =
      """
      insert into pending_tally (provider_ids, hours, customer_ids, kinds, slots, leads)
      values ($1, $2, $3, $4, $5, $6)
      """;

  /**
   * One replica at a time, of whatever replica the counts are. Rows are locked in one order, as
   * intake locks them: otherwise two transactions could wait for each other.
   */
  static final String MERGE =
      """
      with gone as (
        delete from pending_tally
        where (select pg_try_advisory_xact_lock(hashtext('leadloop.pending_tally'))) returning *
      )
      insert into lead_tally as t (provider_id, hour, customer_id, kind, slot, leads)
      select n.provider_id, n.hour, n.customer_id, n.kind, n.slot, sum(n.leads) from gone p
      cross join lateral unnest(p.provider_ids, p.hours, p.customer_ids, p.kinds, p.slots, p.leads)
        as n(provider_id, hour, customer_id, kind, slot, leads)
      group by n.provider_id, n.hour, n.customer_id, n.kind, n.slot
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
  private static final Duration MERGED_EVERY = Duration.ofSeconds(5);

  /** For counts of a replica that died. */
  private static final Duration UNASKED = Duration.ofMinutes(5);

  private final Pool pool;
  private final AtomicBoolean wasAdded = new AtomicBoolean();
  private final PeriodicTask merging =
      new PeriodicTask("add up tallies", this::merge, MERGED_EVERY, MERGED_EVERY);

  Tallies(Pool pool) {
    this.pool = pool;
  }

  @Produces
  PeriodicTask task() {
    return merging;
  }

  /** Once more after the last counts, whose transaction may not have ended. */
  private Uni<Duration> merge() {
    Duration next = wasAdded.getAndSet(false) ? MERGED_EVERY : UNASKED;
    return pool.query(MERGE).execute().replaceWith(next);
  }

  /**
   * Adds to the counts, in the caller's transaction.
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
    return tx.preparedQuery(ADD).execute(rows.tuple()).invoke(this::mergeSoon).replaceWithVoid();
  }

  private void mergeSoon() {
    wasAdded.set(true);
    merging.soon();
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
