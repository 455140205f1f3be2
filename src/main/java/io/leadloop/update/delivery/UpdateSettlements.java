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
import io.vertx.mutiny.sqlclient.Tuple;
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
  static final String LOCK_LEADS = "select lock_progress($1)";

  private static final String SETTLE =
      """
      with ended as materialized (
        select %s as id
      ), given as (
        select g.* from unnest($1::uuid[], $3::bigint[], $11::uuid[], $12::text[], $13::text[],
            $14::boolean[], $15::bytea[], $16::uuid[], $17::bytea[])
          as g(id, again, lead_id, state, error, counts, answer, feedback_id, payload)
        join ended using (id)
      ), settled as (
        update lead_update u set state = g.state, last_error = g.error,
          next_attempt_at = now() + g.again * interval '1 ms',
          attempts = attempts - case when g.counts then 0 else 1 end,
          file_name = case when g.state = 'queued' then u.file_name end, updated_at = now()
        from given g where u.id = g.id and u.id = any($1)
        returning u.id, u.state
      ), gone as (
        delete from document_piece p using settled s
        where p.document_id = s.id and s.state <> 'queued'
      ), lead_follows as (
        update lead_progress p set
          awaited_status = awaited_after_refusal(
            p.awaited_status, case g.state when 'refused' then u.status_code end),
          last_answer = kept_answer(p.erased_at, g.answer, p.last_answer)
        from given g join lead_update u using (id)
        where p.lead_id = g.lead_id and p.lead_id = any($11) and (g.answer is not null
          or g.state = 'refused' and p.awaited_status = u.status_code)
      )
      select append_feedback(array_agg(feedback_id), array_agg(lead_id), array_agg(payload)),
        (select count(*) from settled)
      from given
      """
          .formatted(LaneSettlement.END);

  /** In a statement of its own, which sees that the update before has ended. */
  static final String NEXT = "select updates_follow($1)";

  private final Pool pool;
  private final Leads leads;
  private final Clock clock;
  private final RetryPolicy policy;
  private final LaneConfig lane;

  UpdateSettlements(Pool pool, Leads leads, Clock clock, LaneConfig lane, CallConfig config) {
    this.pool = pool;
    this.leads = leads;
    this.clock = clock;
    this.policy = new RetryPolicy(config, () -> ThreadLocalRandom.current().nextDouble());
    this.lane = lane;
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
        tx -> tx.preparedQuery(LOCK_LEADS).execute(leads(one)).chain(() -> write(tx, one)));
  }

  private Uni<Void> write(SqlClient tx, List<UpdateSettlement> settlements) {
    Batch<UpdateSettlement> rows =
        LaneSettlement.batch(settlements, UpdateSettlement::lane, lane)
            .uuids(s -> s.update().claim().lead().value())
            .texts(s -> s.state().wireName())
            .texts(s -> s.report().decision().error().orElse(null))
            .booleans(s -> s.report().decision().counts())
            .bytes(s -> s.sealedAnswer().orElse(null))
            .uuids(s -> s.feedback().map(Feedback::id).orElse(null))
            .bytes(s -> s.feedback().map(Outbox::payload).orElse(null));
    return tx.preparedQuery(SETTLE)
        .execute(rows.tuple())
        .chain(() -> tx.preparedQuery(NEXT).execute(leads(settlements)))
        .replaceWithVoid();
  }

  private static Tuple leads(List<UpdateSettlement> settlements) {
    return Batch.of(settlements).uuids(s -> s.update().claim().lead().value()).tuple();
  }
}
