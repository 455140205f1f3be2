package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.forwarding.Verdict.LaneOrder;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes what came of an attempt: the lead's new state, its slot's time, the lane's order and the
 * feedback for its provider, in one transaction. A settlement of a claim that is no longer the
 * lead's last changes nothing; one that a callback overtook only adds Oplead's id.
 */
@ApplicationScoped
class Settlements {
  private static final String SETTLE_LEAD =
      """
      with mine as (
        select id, state in ('forwarding', 'uncertain') as open from lead
        where id = $1 and claims = $2 for update
      )
      update lead l set
        oplead_id = coalesce(l.oplead_id, $3),
        state = case when m.open then $4 else l.state end,
        last_error = case when m.open then $5 else l.last_error end,
        next_attempt_at =
          case when m.open then now() + $6::bigint * interval '1 ms' else l.next_attempt_at end,
        attempts = l.attempts - case when $7 then 0 else 1 end,
        lease_until = null, updated_at = now()
      from mine m where l.id = m.id
      returning m.open
      """;
  private static final String FIX_SLOT =
      """
      update lane_slot set sent_at = clock_timestamp() - $3::bigint * interval '1 us'
      where lead_id = $1 and claim = $2
      """;
  private static final String RETURN_SLOT =
      "delete from lane_slot where lead_id = $1 and claim = $2";
  private static final String SLEEP =
      """
      update lane set sleeps_until = greatest(sleeps_until, now() + $2::bigint * interval '1 ms')
      where customer_id = $1
      """;
  private static final String STOP =
      "update lane set state = 'token_refused' where customer_id = $1 and state = 'open'";

  private final Pool pool;
  private final Outbox outbox;
  private final Clock clock;

  Settlements(Pool pool, Outbox outbox, Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Void> settle(ClaimedLead lead, OpleadReply reply, Verdict verdict) {
    String opleadId = opleadId(reply.outcome());
    return pool.withTransaction(
        tx ->
            settleLead(tx, lead, verdict, opleadId)
                .chain(
                    open -> outbox.append(tx, open ? feedback(lead, verdict, opleadId) : List.of()))
                .chain(() -> fixSlot(tx, lead, reply))
                .chain(() -> order(tx, lead.customer(), verdict.lane())));
  }

  private static Uni<Boolean> settleLead(
      SqlClient tx, ClaimedLead lead, Verdict verdict, String opleadId) {
    Tuple parameters =
        Tuple.of(lead.id().value(), lead.claim(), opleadId, verdict.state().wireName())
            .addValue(verdict.error().orElse(null))
            .addValue(verdict.again().map(Duration::toMillis).orElse(null))
            .addValue(verdict.counts());
    return tx.preparedQuery(SETTLE_LEAD)
        .execute(parameters)
        .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("open"));
  }

  private List<Feedback> feedback(ClaimedLead lead, Verdict verdict, String opleadId) {
    Instant now = clock.instant();
    String reason = verdict.error().orElse(null);
    LeadState state = verdict.state();
    return switch (state) {
      case FORWARDED ->
          List.of(new Feedback.Forwarded(Feedback.nextId(), lead.id(), now, opleadId));
      case REJECTED -> List.of(new Feedback.Rejected(Feedback.nextId(), lead.id(), now, reason));
      case HELD -> List.of(new Feedback.Held(Feedback.nextId(), lead.id(), now, reason));
      default -> List.of();
    };
  }

  /**
   * A request that never left is given back to the quota. One without an answer may still be on its
   * way, so it counts as sent now.
   */
  private static Uni<Void> fixSlot(SqlClient tx, ClaimedLead lead, OpleadReply reply) {
    Tuple slot = Tuple.of(lead.id().value(), lead.claim());
    if (reply.sinceSent().isEmpty()) {
      return tx.preparedQuery(RETURN_SLOT).execute(slot).replaceWithVoid();
    }
    boolean answered = !(reply.outcome() instanceof Outcome.Unknown);
    Duration sinceSent = answered ? reply.sinceSent().get() : Duration.ZERO;
    return tx.preparedQuery(FIX_SLOT)
        .execute(slot.addValue(TimeUnit.NANOSECONDS.toMicros(sinceSent.toNanos())))
        .replaceWithVoid();
  }

  private static String opleadId(Outcome outcome) {
    return outcome instanceof Outcome.Accepted accepted ? accepted.opleadId().orElse(null) : null;
  }

  private static Uni<Void> order(SqlClient tx, CustomerId lane, LaneOrder order) {
    if (order instanceof LaneOrder.Sleep sleep) {
      return tx.preparedQuery(SLEEP)
          .execute(Tuple.of(lane.value(), sleep.howLong().toMillis()))
          .replaceWithVoid();
    } else if (order instanceof LaneOrder.Stop) {
      return tx.preparedQuery(STOP).execute(Tuple.of(lane.value())).replaceWithVoid();
    }
    return Uni.createFrom().voidItem();
  }
}
