package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.LaneConfig;
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
 * Writes what came of attempts, those that wait for it together: the leads' new states, their
 * slots' times, the lanes' orders and the feedback for the providers, in one statement. A
 * settlement of a claim that is no longer the lead's last changes nothing but its slot; one that a
 * callback overtook only adds Oplead's id.
 */
@ApplicationScoped
class Settlements {
  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int SETTLEMENTS_AT_ONCE = 500;

  private static final String SETTLE =
      """
      with given as (
        select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[],
            $7::bigint[], $8::boolean[], $9::boolean[], $10::bytea[], $11::bigint[], $12::bigint[],
            $13::boolean[], $14::text[], $15::bytea[], $16::uuid[], $17::bytea[])
          as g(lead_id, claim, customer_id, oplead_id, state, error, again, counts, absent, answer,
            sent, sleep, throttled, stop, token, feedback_id, payload)
      ), mine as (
        select l.id, l.state in ('forwarding', 'uncertain') as open, g.*
        from given g join lead l on l.id = g.lead_id and l.claims = g.claim
        order by l.id for update of l
      ), settled as (
        update lead l set
          oplead_id = coalesce(l.oplead_id, m.oplead_id),
          state = case when m.open then m.state else l.state end,
          last_error = case when m.open then m.error else l.last_error end,
          last_answer = case when l.erased_at is null then coalesce(m.answer, l.last_answer) end,
          next_attempt_at = case
            when not m.open then l.next_attempt_at
            when m.again = 0 then l.created_at
            else now() + m.again * interval '1 ms' end,
          attempts = l.attempts - case when m.counts then 0 else 1 end,
          looked_up = m.absent, lease_until = null, updated_at = now()
        from mine m where l.id = m.id
        returning l.id, m.open
      ), told as (
        insert into outbox (feedback_id, lead_id, payload)
        select g.feedback_id, g.lead_id, g.payload from given g join settled s on s.id = g.lead_id
        where s.open and g.feedback_id is not null
      ), timed as (
        update lane_slot s set sent_at = clock_timestamp() - g.sent * interval '1 us'
        from given g where s.lead_id = g.lead_id and s.claim = g.claim and g.sent is not null
      ), given_back as (
        delete from lane_slot s using given g
        where s.lead_id = g.lead_id and s.claim = g.claim and g.sent is null
        returning s.customer_id, s.retry
      ), said as (
        select g.customer_id, false as slot, false as retry, again, sleep,
          case when throttled then s.claimed_at end as throttled, stop, token
        from given g left join lane_slot s on s.lead_id = g.lead_id and s.claim = g.claim
        where g.again is not null or g.sleep is not null or g.stop is not null
        union all
        select customer_id, true, retry, null, null, null, null, null from given_back
      ), orders as (
        select customer_id, count(*) filter (where slot)::int as slots,
          count(*) filter (where retry)::int as retries, min(again) as again, max(sleep) as sleep,
          max(throttled) as throttled, count(throttled)::int as refused, max(stop) as stop,
          (array_agg(token) filter (where stop is not null))[1] as token
        from said group by customer_id
      ), lanes as (
        -- A lane is told by its settlements one after the other, and in one order.
        select l.customer_id, c.oplead_token as current_token
        from orders o join lane l using (customer_id) join customer c on c.id = l.customer_id
        order by l.customer_id for update of l
      ), told_lanes as (
        select o.*, o.stop is not null and l.current_token = o.token as stops,
          now() + o.sleep * interval '1 ms' as asleep,
          case when o.again = 0 or o.slots > 0 then now()
            else now() + o.again * interval '1 ms' end as due
        from orders o join lanes l using (customer_id)
      )
      update lane l set
        quota_used = l.quota_used - t.slots, retries_used = l.retries_used - t.retries,
        sleeps_until = greatest(l.sleeps_until, t.asleep),
        opens_at = greatest(t.asleep, case when t.slots > 0 then l.sleeps_until else l.opens_at end),
        next_at = greatest(t.asleep, least(l.next_at,
          greatest(t.due, case when t.slots > 0 then l.sleeps_until else l.opens_at end))),
        state = case when t.stops and l.state = 'open' then 'token_refused' else l.state end,
        stop_reason = case when t.stops and l.state = 'open' then t.stop else l.stop_reason end,
        -- We never send more than the whole, so what is refused was spent by somebody else: from now
        -- on nine tenths of what was let through. What was sent before the last time that this was
        -- found out does not say it again.
        share = case when t.throttled > l.share_since
          then greatest(1, (l.quota_used - t.refused) * 9 / 10) else l.share end,
        share_since = case when t.throttled > l.share_since then now() else l.share_since end
      from told_lanes t where l.customer_id = t.customer_id
      """;

  private final Pool pool;
  private final Leads leads;
  private final Clock clock;
  private final Duration margin;
  private final GroupCommit<Settlement, Boolean> commits;

  Settlements(Pool pool, Leads leads, Clock clock, LaneConfig lane, ForwardingConfig forwarding) {
    this.pool = pool;
    this.margin = lane.margin();
    this.leads = leads;
    this.clock = clock;
    this.commits =
        new GroupCommit<>(
            this::write, STATEMENTS_IN_FLIGHT, SETTLEMENTS_AT_ONCE, forwarding.concurrency() + 1);
  }

  /** What came of the claim, from now on unchanged however often it has to be written. */
  Settlement of(ClaimedLead lead, OpleadReply reply, Verdict verdict) {
    return new Settlement(
        lead,
        reply,
        System.nanoTime(),
        verdict,
        feedback(lead, reply, verdict),
        reply.answer().map(answer -> leads.sealAnswer(lead.id(), answer)));
  }

  /** Completes when it is written; fails when the database cannot take it now. */
  Uni<Void> settle(Settlement settlement) {
    return commits.commit(settlement).replaceWithVoid();
  }

  private Uni<List<Boolean>> write(List<Settlement> settlements) {
    Batch<Settlement> rows =
        Batch.of(settlements)
            .uuids(s -> s.lead().id().value())
            .integers(s -> s.lead().claim())
            .uuids(s -> s.lead().customer().value())
            .texts(Settlement::opleadId)
            .texts(s -> s.verdict().state().wireName())
            .texts(s -> s.verdict().error().orElse(null))
            .longs(Settlement::againMillis)
            .booleans(s -> s.verdict().counts())
            .booleans(Settlement::isAbsent)
            .bytes(s -> s.sealedAnswer().orElse(null))
            .longs(s -> s.slotMicrosAgo(margin))
            .longs(Settlement::laneSleepMillis)
            .booleans(Settlement::isThrottled)
            .texts(Settlement::laneStop)
            .bytes(s -> s.laneStop() == null ? null : s.lead().account().sealedToken())
            .uuids(s -> s.feedback().map(Feedback::id).orElse(null))
            .bytes(s -> s.feedback().map(Outbox::payload).orElse(null));
    return pool.preparedQuery(SETTLE)
        .execute(rows.tuple())
        .map(done -> settlements.stream().map(written -> true).toList());
  }

  private Optional<Feedback> feedback(ClaimedLead lead, OpleadReply reply, Verdict verdict) {
    Instant now = clock.instant();
    String reason = verdict.error().orElse(null);
    return switch (verdict.state()) {
      case FORWARDED ->
          Optional.of(
              new Feedback.Forwarded(
                  Feedback.nextId(), lead.id(), now, Settlement.opleadId(reply)));
      case REJECTED ->
          Optional.of(new Feedback.Rejected(Feedback.nextId(), lead.id(), now, reason));
      case HELD -> Optional.of(new Feedback.Held(Feedback.nextId(), lead.id(), now, reason));
      default -> Optional.empty();
    };
  }
}
