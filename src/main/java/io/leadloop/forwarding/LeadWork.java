package io.leadloop.forwarding;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneRoom;
import io.leadloop.lane.LaneWork;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Claims leads of many lanes at once, fairly between their providers. */
@ApplicationScoped
@Priority(300)
class LeadWork implements LaneWork {
  /** Of a lane without leads, as most are, the queue is asked for one and not for the first. */
  static final String DUE =
      """
      (coalesce((select true from lead_queue where customer_id = l.customer_id limit 1), false)
        and exists (select from first_waiting_leads(l.customer_id) f where f.due_at <= now()))\
      """;

  /**
   * Claims for the locked lanes {@code $1}, each with room for {@code $2} more calls here, {@code
   * $3} leads at most; {@code $4} is the window and {@code $5} the lease in milliseconds, {@code
   * $6} whether uncertain leads are looked up first.
   */
  static final String CLAIM =
      """
      select id, claim, attempt, unanswered, look_up, is_resent, now() as claimed_at, reference,
        document, test, provider_name, %s
      from claim_leads($1, $2, $3, $4 * interval '1 ms', $5 * interval '1 ms', $6)
      order by id
      """
          .formatted(OpleadAccounts.KEPT);

  private final LeadAttempts attempts;
  private final long windowMillis;
  private final long leaseMillis;
  private final boolean canLookUp;

  LeadWork(LeadAttempts attempts, OpleadClient oplead, LaneConfig lane, CallConfig config) {
    this.attempts = attempts;
    this.windowMillis = lane.window().toMillis();
    this.leaseMillis = config.lease().toMillis();
    this.canLookUp = oplead.canLookUp();
  }

  /** A lane that is due without a lead is looked at all the same, as that sets its next time. */
  @Override
  public String isPresent() {
    return "true";
  }

  @Override
  public String isDue() {
    return DUE;
  }

  @Override
  public Uni<List<Attempt>> claim(SqlClient tx, LaneRoom room) {
    if (room.lanes().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return tx.preparedQuery(CLAIM)
        .execute(
            Batch.of(room.lanes())
                .uuids(lane -> lane)
                .integers(room::of)
                .value(room.total())
                .value(windowMillis)
                .value(leaseMillis)
                .value(canLookUp)
                .tuple())
        .map(rows -> Batch.list(rows, row -> attempts.of(claimed(row))));
  }

  private static ClaimedLead claimed(Row row) {
    return new ClaimedLead(
        new LeadId(row.getUUID("id")),
        new SlotId(
            row.getUUID("id"),
            row.getInteger("claim"),
            row.getOffsetDateTime("claimed_at").toInstant()),
        row.getInteger("attempt"),
        row.getInteger("unanswered"),
        ClaimedLead.Purpose.of(row.getBoolean("look_up"), row.getBoolean("is_resent")),
        OpleadAccounts.kept(row),
        new ClaimedLead.Sender(
            row.getString("provider_name"), Optional.ofNullable(row.getString("reference"))),
        row.getBoolean("test"),
        row.getBuffer("document").getBytes());
  }
}
