package io.leadloop.forwarding;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.oplead.OpleadClient;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a lead back into the queue that had been given up. */
@ApplicationScoped
public class LeadRequeue {
  private static final String RETRY =
      "select requeue_lead($1, $2 * interval '1 ms', $3) as is_queued";

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
}
