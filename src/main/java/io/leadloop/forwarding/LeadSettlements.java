package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lead.Leads;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.store.Batch;
import io.leadloop.store.GroupCommit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the results of attempts, all pending ones together: the leads' new states, their slots'
 * times, the lanes' orders and the feedback for the providers, in one statement. A settlement of a
 * claim that is no longer the lead's last changes nothing but its slot; one that a callback
 * overtook only adds Oplead's id.
 */
@ApplicationScoped
class LeadSettlements {
  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int SETTLEMENTS_AT_ONCE = 500;

  private static final String SETTLE =
      """
      with given as (
        select * from unnest($1::uuid[], $2::int[], $4::bigint[], $11::text[], $12::text[],
            $13::text[], $14::boolean[], $15::boolean[], $16::bytea[], $17::uuid[], $18::bytea[])
          as g(request_id, claim, again, oplead_id, state, error, counts, absent, answer,
            feedback_id, payload)
      ), mine as (
        select l.id, l.state in ('forwarding', 'uncertain') as open, g.*
        from given g join lead l on l.id = g.request_id and l.claims = g.claim
        order by l.id for update of l
      ), settled as (
        update lead l set
          oplead_id = coalesce(l.oplead_id, m.oplead_id),
          state = case when m.open then m.state else l.state end,
          last_error = case when m.open then m.error else l.last_error end,
          last_answer = kept_answer(l.erased_at, m.answer, l.last_answer),
          next_attempt_at = case
            when not m.open then l.next_attempt_at
            when m.again = 0 then l.created_at
            else now() + m.again * interval '1 ms' end,
          expires_at = case when m.open and m.state = 'uncertain' and m.again is null
            then 'infinity' else l.expires_at end,
          attempts = l.attempts - case when m.counts then 0 else 1 end,
          unanswered = l.unanswered
            + case when m.state = 'uncertain' and m.counts then 1 else 0 end,
          looked_up = m.absent, lease_until = null, updated_at = now()
        from mine m where l.id = m.id
        returning l.id, l.customer_id, l.oplead_id, m.open
      ), reported as (
        select array_agg(g.feedback_id) as ids, array_agg(g.request_id) as leads,
          array_agg(g.payload) as payloads
        from given g join settled s on s.id = g.request_id
        where s.open and g.feedback_id is not null
      ), also_due as (
        select distinct customer_id from settled s where oplead_id is not null
          and exists (select from lead_update u where u.lead_id = s.id and u.state = 'queued')
      )
      select append_feedback(ids, leads, payloads),
        settle_slots($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array(select * from also_due))
      from reported
      """;

  private final Pool pool;
  private final Leads leads;
  private final Clock clock;
  private final Duration margin;
  private final GroupCommit<LeadSettlement, Boolean> commits;

  LeadSettlements(Pool pool, Leads leads, Clock clock, LaneConfig lane, CallConfig forwarding) {
    this.pool = pool;
    this.margin = lane.margin();
    this.leads = leads;
    this.clock = clock;
    this.commits =
        new GroupCommit<>(
            this::write, STATEMENTS_IN_FLIGHT, SETTLEMENTS_AT_ONCE, forwarding.concurrency() + 1);
  }

  /** The result of the claim, which stays the same however often it is written. */
  LeadSettlement of(ClaimedLead lead, OpleadReply reply, RetryDecision decision) {
    return new LeadSettlement(
        lead,
        LaneReport.now(reply, decision),
        feedback(lead, reply, decision),
        reply.answer().flatMap(answer -> leads.sealAnswer(lead.id(), answer)));
  }

  /** Completes when it is written; fails when the database cannot take it now. */
  Uni<Void> settle(LeadSettlement settlement) {
    return commits.commit(settlement).replaceWithVoid();
  }

  private Uni<List<Boolean>> write(List<LeadSettlement> settlements) {
    Batch<LeadSettlement> rows =
        LaneSettlement.batch(settlements, LeadSettlement::lane, margin)
            .texts(LeadSettlement::opleadId)
            .texts(s -> s.state().wireName())
            .texts(s -> s.report().decision().error().orElse(null))
            .booleans(s -> s.report().decision().counts())
            .booleans(LeadSettlement::isAbsent)
            .bytes(s -> s.sealedAnswer().orElse(null))
            .uuids(s -> s.feedback().map(Feedback::id).orElse(null))
            .bytes(s -> s.feedback().map(Outbox::payload).orElse(null));
    return pool.preparedQuery(SETTLE)
        .execute(rows.tuple())
        .map(done -> settlements.stream().map(written -> true).toList());
  }

  private Optional<Feedback> feedback(ClaimedLead lead, OpleadReply reply, RetryDecision decision) {
    Instant now = clock.instant();
    String reason = decision.error().orElse(null);
    return switch (decision.next()) {
      case DONE ->
          Optional.of(
              new Feedback.Forwarded(
                  Feedback.nextId(), lead.id(), now, LeadSettlement.opleadId(reply)));
      case REFUSED -> Optional.of(new Feedback.Rejected(Feedback.nextId(), lead.id(), now, reason));
      case HELD -> Optional.of(new Feedback.Held(Feedback.nextId(), lead.id(), now, reason));
      default -> Optional.empty();
    };
  }
}
