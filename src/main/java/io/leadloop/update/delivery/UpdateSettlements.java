package io.leadloop.update.delivery;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.lead.Leads;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.store.Batch;
import io.leadloop.update.UpdateState;
import io.leadloop.update.delivery.Update.DocumentUpdate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes the outcomes of documents and statuses: their new states, their slots' times, the lanes'
 * orders, the feedback for the providers; and makes the next update of each lead due. Where Oplead
 * has a document, or never will, its bytes are destroyed in the same transaction.
 */
@ApplicationScoped
class UpdateSettlements {
  /** Adding an update to a lead takes this lock, so none comes unseen. */
  static final String LOCK_LEADS =
      "select from lead where id = any($1) order by id for no key update";

  private static final String SETTLE =
      """
      with given as (
        select * from unnest($1::uuid[], $2::int[], $4::bigint[], $11::uuid[], $12::text[],
            $13::text[], $14::boolean[], $15::bytea[], $16::uuid[], $17::bytea[])
          as g(request_id, claim, again, lead_id, state, error, counts, answer, feedback_id, payload)
      ), settled as (
        update lead_update u set state = g.state, last_error = g.error,
          next_attempt_at = now() + g.again * interval '1 ms',
          attempts = attempts - case when g.counts then 0 else 1 end,
          file_name = case when g.state = 'queued' then u.file_name end,
          lease_until = null, updated_at = now()
        from given g where u.id = g.request_id and u.claims = g.claim and u.state = 'sending'
        returning u.id, u.lead_id, u.customer_id, u.state, u.status_code, g.answer
      ), gone as (
        delete from document_piece p using settled s
        where p.document_id = s.id and s.state <> 'queued'
      ), reported as (
        select array_agg(g.feedback_id) as ids, array_agg(g.lead_id) as leads,
          array_agg(g.payload) as payloads
        from given g join settled s on s.id = g.request_id where g.feedback_id is not null
      ), lead_follows as (
        update lead l set
          awaited_status = awaited_after_refusal(
            l.awaited_status, case s.state when 'refused' then s.status_code end),
          last_answer = kept_answer(l.erased_at, s.answer, l.last_answer)
        from settled s where l.id = s.lead_id and (s.answer is not null
          or s.state = 'refused' and l.awaited_status = s.status_code)
      ), also_due as (
        update lead_update u set next_attempt_at = now()
        from settled s
        where s.state <> 'queued' and u.state = 'queued' and u.next_attempt_at is null
          and u.id = (select id from lead_update where lead_id = s.lead_id and id <> s.id
            and state in ('queued', 'sending') order by position limit 1)
        returning u.customer_id
      )
      select append_feedback(ids, leads, payloads),
        settle_slots($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array(select * from also_due))
      from reported
      """;

  private final Pool pool;
  private final Leads leads;
  private final Clock clock;
  private final RetryPolicy policy;
  private final Duration margin;

  UpdateSettlements(Pool pool, Leads leads, Clock clock, LaneConfig lane, CallConfig config) {
    this.pool = pool;
    this.leads = leads;
    this.clock = clock;
    this.policy = new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble());
    this.margin = lane.margin();
  }

  /** The outcome of the claim, unchanged from now on however often it has to be written. */
  UpdateSettlement of(Update update, OpleadReply reply) {
    RetryDecision decision = decision(reply.outcome(), update.claim().attempt());
    UpdateState state =
        switch (decision.next()) {
          case DONE -> UpdateState.DELIVERED;
          case REFUSED -> UpdateState.REFUSED;
          case HELD, QUEUED, UNCERTAIN -> UpdateState.QUEUED;
        };
    return new UpdateSettlement(
        update,
        LaneReport.now(reply, decision),
        state,
        feedback(update, state, decision),
        reply.answer().flatMap(answer -> leads.sealAnswer(update.claim().lead(), answer)));
  }

  /** As of a lead; but an update waits in its place where a lead would be held. */
  private RetryDecision decision(Outcome outcome, int attempt) {
    RetryDecision decision = policy.decide(outcome, attempt);
    return switch (decision.next()) {
      case HELD ->
          new RetryDecision(
              decision.next(),
              Optional.of(Duration.ZERO),
              false,
              decision.error(),
              decision.lane());
      default -> decision;
    };
  }

  private Optional<Feedback> feedback(Update update, UpdateState state, RetryDecision decision) {
    return state == UpdateState.QUEUED
        ? Optional.empty()
        : Optional.of(
            new Feedback.Updated(
                Feedback.nextId(),
                update.claim().lead(),
                clock.instant(),
                update.claim().id().value(),
                update.map(DocumentUpdate::kind, status -> null),
                update.map(document -> null, status -> status.code()),
                state == UpdateState.DELIVERED,
                decision.error().orElse(null)));
  }

  /** Completes when it is written; fails when the database cannot take it now. */
  Uni<Void> settle(UpdateSettlement settlement) {
    List<UpdateSettlement> one = List.of(settlement);
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(LOCK_LEADS)
                .execute(Batch.of(one).uuids(s -> s.update().claim().lead().value()).tuple())
                .chain(() -> write(tx, one)));
  }

  private Uni<Void> write(SqlClient tx, List<UpdateSettlement> settlements) {
    Batch<UpdateSettlement> rows =
        LaneSettlement.batch(settlements, UpdateSettlement::lane, margin)
            .uuids(s -> s.update().claim().lead().value())
            .texts(s -> s.state().wireName())
            .texts(s -> s.report().decision().error().orElse(null))
            .booleans(s -> s.report().decision().counts())
            .bytes(s -> s.sealedAnswer().orElse(null))
            .uuids(s -> s.feedback().map(Feedback::id).orElse(null))
            .bytes(s -> s.feedback().map(Outbox::payload).orElse(null));
    return tx.preparedQuery(SETTLE).execute(rows.tuple()).replaceWithVoid();
  }
}
