package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.CallConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks after leads that no attempt will settle: those whose lease ran out with their replica are
 * uncertain, those past their shelf life expire, those in a lane that was stopped are held until it
 * is open again.
 */
@ApplicationScoped
class LeadSweeper {
  private static final Logger LOG = Logger.getLogger(LeadSweeper.class);
  private static final int LEADS_AT_ONCE = 1_000;
  private static final String EXPIRED = "it was not forwarded within its shelf life";

  private static final String ABANDONED =
      """
      with abandoned as (
        select id, not looked_up and unanswered >= $3 as last from lead
        where state = 'forwarding' and lease_until < now()
        order by lease_until limit $2 for update skip locked
      ), uncertain as (
        update lead l set state = 'uncertain', lease_until = null, updated_at = now(),
          last_error = 'the replica that sent it gave no outcome', looked_up = false,
          unanswered = unanswered + case when looked_up then 0 else 1 end,
          expires_at = case when a.last then 'infinity' else expires_at end,
          next_attempt_at = case when not a.last then now() + $1 * interval '1 ms' end
        from abandoned a
        where l.id = a.id and l.id = any(array(select id from abandoned))
        returning l.id, l.customer_id, l.next_attempt_at
      )
      select id, next_attempt_at from uncertain
      where (select wake_lanes_by(array_agg(customer_id), array_agg(next_attempt_at))
        from uncertain) >= 0
      """;
  private static final String EXPIRE =
      """
      with expired as (
        update lead set state = 'expired', next_attempt_at = null, updated_at = now(),
          last_error = coalesce(last_error, $2)
        where id = any(array(
          select id from lead where state in ('queued', 'uncertain') and expires_at <= now()
          order by expires_at limit $1 for update skip locked))
        returning id, customer_id, claims
      )
      select id from expired
      where (select leave_lanes(array_agg(customer_id)) from expired where claims = 0) >= 0
      """;

  /** A lead that is uncertain stays so: a callback may yet settle it. */
  private static final String HOLD =
      """
      with stopped as (
        select l.id, s.stop_reason from lane s cross join lateral (
          select id from lead where customer_id = s.customer_id and state = 'queued'
          limit $1 for update skip locked) l
        where s.state <> 'open' limit $1
      )
      update lead l set state = 'held', updated_at = now(),
        last_error = coalesce(s.stop_reason, 'forwarding is stopped')
      from stopped s where l.id = s.id and l.id = any(array(select id from stopped))
      returning l.id, l.last_error
      """;

  /** In the order of acceptance; the time on hold is no part of the shelf life. */
  private static final String RELEASE =
      """
      with recursive holding as (
        (select customer_id from lead where state = 'held' order by customer_id limit 1)
        union all
        select (select l.customer_id from lead l
          where l.state = 'held' and l.customer_id > h.customer_id order by l.customer_id limit 1)
        from holding h where h.customer_id is not null
      ), released as (
        update lead set state = 'queued', next_attempt_at = created_at, updated_at = now(),
          expires_at = least(not_after, expires_at + (now() - updated_at))
        where id = any(array(
          select l.id from holding h join lane s using (customer_id) cross join lateral (
            select id from lead where state = 'held' and customer_id = h.customer_id
            order by created_at limit $1 for update skip locked) l
          where s.state = 'open' limit $1))
        returning id, customer_id
      )
      select id from released
      where (select wake_lanes(array_agg(customer_id)) from released) >= 0
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final OpleadClient oplead;
  private final CallConfig config;
  private final int resends;
  private final Clock clock;

  LeadSweeper(
      Pool pool,
      Outbox outbox,
      OpleadClient oplead,
      CallConfig config,
      ForwardingConfig forwarding,
      Clock clock) {
    this.oplead = oplead;
    this.pool = pool;
    this.outbox = outbox;
    this.config = config;
    this.resends = forwarding.uncertainResends();
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    Duration interval = config.sweepInterval();
    return new PeriodicTask("sweep", this::sweep, interval);
  }

  /** Goes on at once while there is more than goes in one statement. */
  private Uni<Duration> sweep() {
    return abandon()
        .chain(swept -> pool.withTransaction(this::expire).map(more -> Math.max(swept, more)))
        .chain(swept -> pool.withTransaction(this::hold).map(more -> Math.max(swept, more)))
        .chain(swept -> release().map(more -> Math.max(swept, more)))
        .map(most -> most < LEADS_AT_ONCE ? config.sweepInterval() : Duration.ZERO);
  }

  private Uni<Integer> abandon() {
    return pool.preparedQuery(ABANDONED)
        .execute(
            Tuple.of(
                config.uncertainWait().toMillis(),
                LEADS_AT_ONCE,
                oplead.canLookUp() ? Integer.MAX_VALUE : resends))
        .invoke(LeadSweeper::warnOfGivenUp)
        .map(rows -> logged("leases ran out", rows.size()));
  }

  private static void warnOfGivenUp(RowSet<Row> rows) {
    for (Row row : rows) {
      if (row.getOffsetDateTime("next_attempt_at") == null) {
        LOG.warnf("lead stays uncertain lead=%s reason=\"no outcome\"", row.getUUID("id"));
      }
    }
  }

  private Uni<Integer> expire(SqlClient tx) {
    return tx.preparedQuery(EXPIRE)
        .execute(Tuple.of(LEADS_AT_ONCE, EXPIRED))
        .map(rows -> Batch.list(rows, row -> expired(new LeadId(row.getUUID("id")))))
        .chain(feedback -> tell(tx, feedback, "leads expired"));
  }

  private Uni<Integer> hold(SqlClient tx) {
    return tx.preparedQuery(HOLD)
        .execute(Tuple.of(LEADS_AT_ONCE))
        .map(
            rows ->
                Batch.list(
                    rows, row -> held(new LeadId(row.getUUID("id")), row.getString("last_error"))))
        .chain(feedback -> tell(tx, feedback, "leads held"));
  }

  private Uni<Integer> release() {
    return pool.preparedQuery(RELEASE)
        .execute(Tuple.of(LEADS_AT_ONCE))
        .map(rows -> logged("leads released", rows.size()));
  }

  private Uni<Integer> tell(SqlClient tx, List<? extends Feedback> feedback, String what) {
    return outbox.append(tx, feedback).replaceWith(() -> logged(what, feedback.size()));
  }

  private Feedback expired(LeadId lead) {
    return new Feedback.Expired(Feedback.nextId(), lead, clock.instant(), EXPIRED);
  }

  private Feedback held(LeadId lead, String reason) {
    return new Feedback.Held(Feedback.nextId(), lead, clock.instant(), reason);
  }

  private static int logged(String what, int count) {
    if (count > 0) {
      LOG.infof("%s leads=%d", what, count);
    }
    return count;
  }
}
