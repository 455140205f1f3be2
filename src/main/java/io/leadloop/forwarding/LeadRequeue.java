package io.leadloop.forwarding;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts a lead back into the queue that had been given up. */
@ApplicationScoped
public class LeadRequeue {
  private static final String RETRY =
      "select requeue_lead($1, $2 * interval '1 ms', $3) as is_queued";

  static final String RETRY_ALL =
      "select requeue_leads($1, $2, $3, $4 * interval '1 ms', $5) as id";

  private final long shelfLifeMillis;
  private final boolean canLookUp;

  LeadRequeue(ShelfLifeConfig shelfLife, OpleadClient oplead) {
    this.canLookUp = oplead.canLookUp();
    this.shelfLifeMillis = shelfLife.shelfLife().toMillis();
  }

  /**
   * Sends a rejected, expired, held or uncertain lead again, once the caller's transaction has
   * ended, as if it had come now; false where it is in another state, was erased, or would be too
   * late.
   */
  public Uni<Boolean> retry(SqlClient tx, LeadId lead) {
    return tx.preparedQuery(RETRY)
        .execute(Tuple.of(lead.value(), shelfLifeMillis, canLookUp))
        .map(rows -> rows.iterator().next().getBoolean("is_queued"));
  }

  /**
   * The state that a retry leads to: an uncertain lead is looked up first, where that is possible.
   */
  public LeadState stateAfter(LeadState before) {
    return before == LeadState.UNCERTAIN && canLookUp ? before : LeadState.QUEUED;
  }

  /**
   * The same for many leads at once, if they are in one of these states; returns those that are
   * sent again.
   *
   * @param areRetries whether leads that come meanwhile are sent first, as before other retries
   */
  public Uni<List<UUID>> retryAll(
      SqlClient tx, Collection<UUID> leads, Set<LeadState> states, boolean areRetries) {
    return tx.preparedQuery(RETRY_ALL)
        .execute(
            Batch.of(leads)
                .uuids(id -> id)
                .value(states.stream().map(LeadState::wireName).toArray(String[]::new))
                .value(areRetries)
                .value(shelfLifeMillis)
                .value(canLookUp)
                .tuple())
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")));
  }
}
