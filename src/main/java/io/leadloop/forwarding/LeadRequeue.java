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
      """
      with given_up as (
        select id, state from lead where id = $1 for update
      ), again as (
        update lead l set next_attempt_at = now(), attempts = 0, unanswered = 0,
          -- Where Oplead can be asked whether it has an uncertain one, it is asked first.
          state = case when l.state = 'uncertain' and $3 then l.state else 'queued' end,
          looked_up = false, last_error = null, updated_at = now(),
          possible_duplicate = possible_duplicate or (l.state = 'expired' and attempts > 0)
            or (l.state = 'uncertain' and not $3),
          expires_at = least(not_after,
            now() + coalesce(c.shelf_life_millis, $2) * interval '1 ms')
        from given_up g, customer c
        where l.id = g.id and c.id = l.customer_id and g.state in ('rejected', 'expired', 'held', 'uncertain')
          and l.document is not null and (l.not_after is null or l.not_after > now())
        returning l.id, l.customer_id, l.claims, g.state as was
      )
      select id from again
      -- One that expired before it was ever claimed had left the lane; a held one never does.
      where (select arrive_in_lanes(array_agg(customer_id), array_agg(1::bigint), 0::smallint)
          from again where claims = 0 and was = 'expired') >= 0
        and (select wake_lanes(array_agg(customer_id)) from again) >= 0
      """;

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
        .map(rows -> rows.size() > 0);
  }
}
