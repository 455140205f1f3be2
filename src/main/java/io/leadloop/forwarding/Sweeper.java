package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.store.Batch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Looks after leads that no attempt will settle: those whose lease ran out with their replica are
 * uncertain, those past their shelf life expire, and slots that left the window go.
 */
@ApplicationScoped
class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final int LEADS_AT_ONCE = 500;
  private static final String EXPIRED = "it was not forwarded within its shelf life";

  private static final String ABANDONED =
      """
      update lead set state = 'uncertain', lease_until = null, updated_at = now(),
        last_error = 'the replica that sent it gave no outcome',
        next_attempt_at = now() + $1 * interval '1 ms'
      where id in (select id from lead where state = 'forwarding' and lease_until < now()
                   order by lease_until limit $2 for update skip locked)
      """;
  private static final String EXPIRE =
      """
      with stale as (
        select id from lead where state in ('queued', 'uncertain')
          and created_at < now() - $1 * interval '1 ms'
        order by created_at limit $2 for update skip locked
      ), late as (
        select id from lead where state in ('queued', 'uncertain') and not_after <= now()
        order by not_after limit $2 for update skip locked
      ), expired as (
        update lead set state = 'expired', next_attempt_at = null, updated_at = now(),
          last_error = coalesce(last_error, $3)
        where id in (select id from stale union select id from late)
        returning id, customer_id, claims
      ), departed as (
        update lane l set departures = departures + e.leads
        from (select customer_id, count(*) as leads from expired where claims = 0
              group by customer_id) e
        where l.customer_id = e.customer_id
      )
      select id from expired
      """;
  private static final String FORGET_SLOTS =
      "delete from lane_slot where coalesce(sent_at, lease_until) < now() - $1 * interval '1 ms'";

  private final Pool pool;
  private final Outbox outbox;
  private final ForwardingConfig config;
  private final LaneConfig lane;
  private final Clock clock;
  private Cancellable running = () -> {};

  Sweeper(Pool pool, Outbox outbox, ForwardingConfig config, LaneConfig lane, Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.config = config;
    this.lane = lane;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    running =
        Multi.createFrom()
            .ticks()
            .every(config.sweepInterval())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> sweep())
            .subscribe()
            .with(swept -> {}, e -> LOG.error("the sweeper ended", e));
  }

  void stop(@Observes ShutdownEvent stopping) {
    running.cancel();
  }

  Uni<Void> sweep() {
    return abandon()
        .chain(() -> pool.withTransaction(this::expire))
        .chain(this::forgetSlots)
        .onFailure()
        .invoke(e -> LOG.warnf("sweep failed cause=%s", e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> abandon() {
    return pool.preparedQuery(ABANDONED)
        .execute(Tuple.of(config.uncertainWait().toMillis(), LEADS_AT_ONCE))
        .invoke(rows -> logSome("leases ran out", rows.rowCount()))
        .replaceWithVoid();
  }

  private Uni<Void> expire(SqlClient tx) {
    return tx.preparedQuery(EXPIRE)
        .execute(Tuple.of(config.shelfLife().toMillis(), LEADS_AT_ONCE, EXPIRED))
        .map(rows -> Batch.list(rows, row -> new LeadId(row.getUUID("id"))))
        .invoke(leads -> logSome("leads expired", leads.size()))
        .chain(leads -> outbox.append(tx, leads.stream().map(this::expired).toList()));
  }

  private Uni<Void> forgetSlots() {
    long kept = lane.window().plus(lane.margin()).toMillis();
    return pool.preparedQuery(FORGET_SLOTS).execute(Tuple.of(kept)).replaceWithVoid();
  }

  private Feedback expired(LeadId lead) {
    return new Feedback.Expired(Feedback.nextId(), lead, clock.instant(), EXPIRED);
  }

  private static void logSome(String what, int count) {
    if (count > 0) {
      LOG.infof("%s leads=%d", what, count);
    }
  }
}
