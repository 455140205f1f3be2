package io.leadloop.silence;

import io.leadloop.customer.KeptAccount;
import io.leadloop.customer.OpleadAccounts;
import io.leadloop.feedback.CallbackBodies;
import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.CallKind;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneEffect;
import io.leadloop.lane.LaneReport;
import io.leadloop.lane.LaneSettlement;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.schedule.Backoff;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks Oplead for silent leads, and records its answer and when to ask again. */
@ApplicationScoped
class PollAttempts {
  /** Without a next poll, Oplead is not asked for the lead any more; its feedback stays overdue. */
  private static final String SETTLE =
      """
      with given as (
        select * from unnest($11::uuid[], $12::bigint[], $13::boolean[])
          as g(lead_id, next_poll, counts)
      ), settled as (
        update awaited_feedback l set polls = polls - case when g.counts then 0 else 1 end,
          poll_at = now() + g.next_poll * interval '1 ms'
        from given g where l.lead_id = g.lead_id and l.lead_id = any($11)
      )
      select append_feedback($14, $11, $15), (select count(*) from %s)
      """
          .formatted(LaneSettlement.END);

  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final CallbackBodies bodies;
  private final Pool pool;
  private final Clock clock;
  private final SilenceConfig config;
  private final RetryPolicy policy;
  private final LaneConfig lane;

  PollAttempts(
      OpleadClient oplead,
      OpleadAccounts accounts,
      CallbackBodies bodies,
      Pool pool,
      Clock clock,
      SilenceConfig config,
      CallConfig forwarding,
      LaneConfig lane) {
    this.oplead = oplead;
    this.accounts = accounts;
    this.bodies = bodies;
    this.pool = pool;
    this.clock = clock;
    this.config = config;
    this.policy = new RetryPolicy(forwarding, () -> 0);
    this.lane = lane;
  }

  Attempt of(ClaimedPoll poll) {
    return new PollAttempt(poll);
  }

  /** When to ask again; empty for never. */
  private Optional<Duration> next(ClaimedPoll poll, Outcome outcome) {
    return switch (outcome.kind()) {
      case NOT_ASKED, TOKEN_REFUSED -> Optional.of(config.pollAgain());
      case ABSENT -> Optional.empty();
      case ACCEPTED, REFUSED, THROTTLED, UNAVAILABLE, READ, UNKNOWN ->
          poll.poll() >= config.polls()
              ? Optional.empty()
              : Optional.of(
                  new Backoff(config.pollAgain(), config.pollAgainMax()).after(poll.poll()));
    };
  }

  /** Whether it was a poll at all: otherwise Oplead was not asked, or not with a valid token. */
  private static boolean counts(Outcome outcome) {
    return switch (outcome.kind()) {
      case NOT_ASKED, TOKEN_REFUSED -> false;
      case ACCEPTED, REFUSED, THROTTLED, UNAVAILABLE, READ, ABSENT, UNKNOWN -> true;
    };
  }

  private final class PollAttempt implements Attempt {
    private final ClaimedPoll poll;
    private final Instant asked = clock.instant();

    PollAttempt(ClaimedPoll poll) {
      this.poll = poll;
    }

    @Override
    public KeptAccount account() {
      return poll.account();
    }

    @Override
    public LeadId lead() {
      return poll.lead();
    }

    @Override
    public SlotId slot() {
      return poll.slot();
    }

    @Override
    public CallKind kind() {
      return CallKind.POLL;
    }

    @Override
    public Uni<OpleadReply> send() {
      return oplead.readLead(accounts.of(poll.account()), poll.opleadId());
    }

    @Override
    public Supplier<Uni<Void>> settlement(OpleadReply reply) {
      Outcome outcome = reply.outcome();
      LaneEffect effect = policy.decide(outcome, 1).lane();
      LaneReport report = LaneReport.now(reply, RetryDecision.ofLane(effect));
      Optional<Duration> next = next(poll, outcome);
      Optional<Feedback> feedback = feedback(outcome);
      return () -> write(report, next, counts(outcome), feedback);
    }

    private Optional<Feedback> feedback(Outcome outcome) {
      return outcome instanceof Outcome.Read read
          ? Optional.of(
              new Feedback.Polled(
                  Feedback.nextId(), poll.lead(), asked, bodies.seal(poll.lead(), read.body())))
          : Optional.empty();
    }

    private Uni<Void> write(
        LaneReport report, Optional<Duration> next, boolean counts, Optional<Feedback> feedback) {
      LaneSettlement settlement = new LaneSettlement(slot(), Optional.of(poll.account()), report);
      Batch<ClaimedPoll> row =
          LaneSettlement.batch(List.of(poll), p -> settlement, lane)
              .uuids(p -> p.lead().value())
              .longs(p -> next.map(Duration::toMillis).orElse(null))
              .booleans(p -> counts)
              .uuids(p -> feedback.map(Feedback::id).orElse(null))
              .bytes(p -> feedback.map(Outbox::payload).orElse(null));
      return pool.preparedQuery(SETTLE).execute(row.tuple()).replaceWithVoid();
    }

    @Override
    public String subject() {
      return "lead=%s poll=%d".formatted(poll.lead(), poll.poll());
    }
  }
}
