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
import io.leadloop.store.GroupCommit.Spacing;
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
 * times, the lanes' orders, failed attempts and the feedback for the providers, in one statement;
 * the good path writes nothing about its attempt. A settlement of a claim that is no longer the
 * lead's last changes nothing but its slot; one that a callback overtook only adds Oplead's id.
 */
@ApplicationScoped
class LeadSettlements {
  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int SETTLEMENTS_AT_ONCE = 500;

  /**
   * Nothing waits for a settlement but the event that reports it, so few of them wait for others.
   */
  private static final Spacing SPACING =
      new Spacing(Duration.ofMillis(10), 8, Duration.ofMillis(30), false);

  private static final String SETTLE =
      """
      with settled as materialized (
        select * from settle_leads(array(select %s), $1, $2, $3, $11, $12, $13, $14, $15, $16, $17)
      ), reported as (
        select array_agg(g.feedback_id) as ids, array_agg(g.lead_id) as leads,
          array_agg(g.payload) as payloads
        from unnest($1::uuid[], $12::text[], $18::uuid[], $19::bytea[])
          as g(lead_id, state, feedback_id, payload)
        join settled s on s.lead_id = g.lead_id and s.state = g.state
        where g.feedback_id is not null
      )
      select append_feedback(ids, leads, payloads), updates_follow(array(select lead_id from settled)),
        record_failures(array(select lead_id from settled), $20, $21, $22, $23, $24, $25, $26)
      from reported
      """
          .formatted(LaneSettlement.END);

  private final Pool pool;
  private final Leads leads;
  private final Outbox outbox;
  private final Clock clock;
  private final LaneConfig lane;
  private final GroupCommit<LeadSettlement, Boolean> commits;

  LeadSettlements(
      Pool pool, Leads leads, Outbox outbox, Clock clock, LaneConfig lane, CallConfig forwarding) {
    this.pool = pool;
    this.lane = lane;
    this.leads = leads;
    this.outbox = outbox;
    this.clock = clock;
    this.commits =
        new GroupCommit<>(
            this::write,
            new GroupCommit.Limits(
                STATEMENTS_IN_FLIGHT, SETTLEMENTS_AT_ONCE, forwarding.concurrency() + 1, SPACING));
  }

  /** The result of the claim, which stays the same however often it is written. */
  LeadSettlement of(ClaimedLead lead, OpleadReply reply, RetryDecision decision, Duration took) {
    Instant now = clock.instant();
    return new LeadSettlement(
        lead,
        LaneReport.now(reply, decision),
        feedback(lead, reply, decision, now),
        FailedAttempt.of(lead, reply, now, took),
        reply.answer().flatMap(answer -> leads.sealAnswer(lead.id(), answer)));
  }

  /** Completes when it is written; fails when the database cannot take it now. */
  Uni<Void> settle(LeadSettlement settlement) {
    return commits.commit(settlement).replaceWithVoid();
  }

  private Uni<List<Boolean>> write(List<LeadSettlement> settlements) {
    Batch<LeadSettlement> rows =
        LaneSettlement.batch(settlements, LeadSettlement::lane, lane)
            .texts(LeadSettlement::opleadId)
            .texts(s -> s.state().wireName())
            .texts(s -> s.report().decision().error().orElse(null))
            .booleans(s -> s.report().decision().counts())
            .booleans(LeadSettlement::isResent)
            .booleans(LeadSettlement::isAbsent)
            .bytes(s -> s.sealedAnswer().orElse(null))
            .uuids(s -> s.feedback().map(Feedback::id).orElse(null))
            .bytes(s -> s.feedback().map(Outbox::payload).orElse(null))
            .and(failures(settlements));
    return pool.preparedQuery(SETTLE)
        .execute(rows.tuple())
        .invoke(outbox::announce)
        .map(done -> settlements.stream().map(written -> true).toList());
  }

  /** Without those that succeeded, so that the good path sends empty arrays. */
  private static Batch<LeadSettlement> failures(List<LeadSettlement> settlements) {
    List<LeadSettlement> failed =
        settlements.stream().filter(s -> s.failure().isPresent()).toList();
    return Batch.of(failed)
        .uuids(s -> s.lead().id().value())
        .integers(s -> s.failure().orElseThrow().claim())
        .integers(s -> s.failure().orElseThrow().number())
        .times(s -> s.failure().orElseThrow().at())
        .texts(s -> s.failure().orElseThrow().outcome())
        .integers(s -> s.failure().orElseThrow().status())
        .longs(s -> s.failure().orElseThrow().millis());
  }

  private static Optional<Feedback> feedback(
      ClaimedLead lead, OpleadReply reply, RetryDecision decision, Instant now) {
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
