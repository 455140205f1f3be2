package io.leadloop.silence;

import io.leadloop.customer.CustomerId;
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

/** Asks Oplead for silent leads, and writes down what it said and when to ask again. */
@ApplicationScoped
class PollAttempts {
  private static final int MOST_DOUBLINGS = 30;

  private static final String SETTLE =
      """
      with given as (
        select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::bigint[],
            $6::boolean[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::boolean[],
            $12::text[], $13::bytea[], $14::uuid[], $15::bytea[])
          as g(request_id, claim, customer_id, lead_id, next_poll, counts, again, sent, sleep,
            sleep_reason, throttled, stop, token, feedback_id, payload)
      ), settled as (
        update lead l set polls = polls - case when g.counts then 0 else 1 end,
          poll_at = case when l.poll_at is not null then now() + g.next_poll * interval '1 ms' end
        from given g where l.id = g.lead_id
      ), told as (
        insert into outbox (feedback_id, lead_id, payload)
        select feedback_id, lead_id, payload from given where feedback_id is not null
      ), also_due as (
        select customer_id from given where false
      """
          + LaneSettlement.TELL_LANES;

  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final CallbackBodies bodies;
  private final Pool pool;
  private final Clock clock;
  private final SilenceConfig config;
  private final RetryPolicy policy;
  private final Duration margin;

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
    this.margin = lane.margin();
  }

  Attempt of(ClaimedPoll poll) {
    return new PollAttempt(poll);
  }

  /** When to ask again; empty for never. */
  private Optional<Duration> next(ClaimedPoll poll, Outcome outcome) {
    if (outcome instanceof Outcome.NotAsked || outcome instanceof Outcome.TokenRefused) {
      return Optional.of(config.pollAgain());
    } else if (outcome instanceof Outcome.Absent || poll.poll() >= config.polls()) {
      return Optional.empty();
    }
    long doubled = config.pollAgain().toMillis() << Math.min(poll.poll() - 1, MOST_DOUBLINGS);
    long longest = config.pollAgainMax().toMillis();
    return Optional.of(Duration.ofMillis(doubled > 0 ? Math.min(doubled, longest) : longest));
  }

  private static LaneEffect lane(RetryPolicy policy, Outcome outcome) {
    return outcome instanceof Outcome.Read || outcome instanceof Outcome.Absent
        ? new LaneEffect.None()
        : policy.decide(outcome, 1).lane();
  }

  private final class PollAttempt implements Attempt {
    private final ClaimedPoll poll;
    private final Instant asked = clock.instant();

    PollAttempt(ClaimedPoll poll) {
      this.poll = poll;
    }

    @Override
    public CustomerId customer() {
      return poll.customer();
    }

    @Override
    public LeadId lead() {
      return poll.lead();
    }

    @Override
    public SlotId slot() {
      return new SlotId(poll.request(), 0);
    }

    @Override
    public CallKind kind() {
      return CallKind.POLL;
    }

    @Override
    public String customerSlug() {
      return poll.account().customerSlug();
    }

    @Override
    public Uni<OpleadReply> send() {
      return oplead.readLead(accounts.of(poll.customer(), poll.account()), poll.opleadId());
    }

    @Override
    public Supplier<Uni<Void>> settlement(OpleadReply reply) {
      Outcome outcome = reply.outcome();
      boolean counts =
          !(outcome instanceof Outcome.NotAsked || outcome instanceof Outcome.TokenRefused);
      RetryDecision decision =
          new RetryDecision(
              RetryDecision.Next.DONE,
              next(poll, outcome),
              counts,
              Optional.empty(),
              lane(policy, outcome));
      LaneReport report = LaneReport.now(reply, decision);
      Optional<Feedback> feedback = feedback(outcome);
      return () -> write(report, feedback);
    }

    private Optional<Feedback> feedback(Outcome outcome) {
      return outcome instanceof Outcome.Read read
          ? Optional.of(
              new Feedback.Polled(
                  Feedback.nextId(), poll.lead(), asked, bodies.seal(poll.lead(), read.body())))
          : Optional.empty();
    }

    private Uni<Void> write(LaneReport report, Optional<Feedback> feedback) {
      Batch<ClaimedPoll> row =
          Batch.of(List.of(poll))
              .uuids(ClaimedPoll::request)
              .integers(p -> 0)
              .uuids(p -> p.customer().value())
              .uuids(p -> p.lead().value())
              .longs(p -> report.againMillis())
              .booleans(p -> report.decision().counts())
              .longs(p -> null) // The lane need not wait for it.
              .longs(p -> report.slotMicrosAgo(margin))
              .longs(p -> report.laneSleepMillis())
              .texts(p -> report.laneSleepReason())
              .booleans(p -> report.isThrottled())
              .texts(p -> report.laneStop())
              .bytes(p -> report.laneStop() == null ? null : p.account().sealedToken())
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
