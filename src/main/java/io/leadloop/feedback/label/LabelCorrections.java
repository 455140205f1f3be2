package io.leadloop.feedback.label;

import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Starts and cancels runs that correct the leads that had a label before it had its code. A label
 * has one run at a time; {@link CorrectionTask} works it off.
 */
@ApplicationScoped
public class LabelCorrections {
  /** The most leads that are counted: beyond them a run is as long as it is. */
  public static final int MOST_COUNTED = 100_000;

  /** A customer's own mapping precedes one of all customers. */
  static final String WAITING =
      """
      select count(*)::int as leads from label_mapping m cross join lateral (
        (select customer_id from unmapped_lead
        where m.customer_id is null and essence = m.essence limit $2)
        union all
        (select customer_id from unmapped_lead
        where essence = m.essence and customer_id = m.customer_id limit $2)) u
      where m.id = $1 and not exists (
        select from label_mapping o
        where o.essence = m.essence and o.customer_id = u.customer_id and o.id <> m.id)
      """;

  private static final String START =
      """
      insert into label_correction as r (mapping_id, state, planned) values ($1, 'running', $2)
      on conflict (mapping_id) do update set state = 'running', planned = excluded.planned,
        corrected = 0, last_lead = excluded.last_lead, started_at = now(), ended_at = null
      where r.state <> 'running'
      """;
  private static final String CANCEL =
      """
      update label_correction set state = 'cancelled', ended_at = now()
      where mapping_id = $1 and state = 'running'
      """;

  private final ReadPool reads;
  private final CorrectionTask task;

  LabelCorrections(ReadPool reads, CorrectionTask task) {
    this.reads = reads;
    this.task = task;
  }

  /**
   * How many leads have the mapping's label as their status without a code: what a run would
   * correct. Counts no more than {@link #MOST_COUNTED}.
   */
  public Uni<Integer> waiting(UUID mapping) {
    return reads
        .get()
        .preparedQuery(WAITING)
        .execute(Tuple.of(mapping, MOST_COUNTED))
        .map(rows -> Batch.list(rows, row -> row.getInteger("leads")).get(0));
  }

  /**
   * Starts a run in the caller's transaction; returns whether none was running.
   *
   * @param planned the leads that it is to correct, as they were counted
   */
  public Uni<Boolean> start(SqlClient tx, UUID mapping, int planned) {
    return tx.preparedQuery(START)
        .execute(Tuple.of(mapping, planned))
        .map(rows -> rows.rowCount() > 0);
  }

  /** Cancels the run in the caller's transaction; returns whether one was running. */
  public Uni<Boolean> cancel(SqlClient tx, UUID mapping) {
    return tx.preparedQuery(CANCEL).execute(Tuple.of(mapping)).map(rows -> rows.rowCount() > 0);
  }

  /** Has this replica look for runs at once. */
  public void wake() {
    task.wake();
  }
}
