package io.leadloop.forwarding;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
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
import java.util.function.Supplier;
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

  static final String DUE = "select abandoned, expired, stopped, releasable from leads_to_sweep()";
  private static final String ABANDONED =
      "select * from abandon_leads($1, $2, $3 * interval '1 ms', $4 * interval '1 ms')";
  private static final String EXPIRE = "select expire_due_leads($1, $2) as id";
  private static final String HOLD = "select * from hold_leads($1)";
  private static final String RELEASE = "select release_leads($1)";

  private final Pool pool;
  private final Outbox outbox;
  private final OpleadClient oplead;
  private final CallConfig config;
  private final int resends;
  private final long windowMillis;
  private final Clock clock;

  LeadSweeper(
      Pool pool,
      Outbox outbox,
      OpleadClient oplead,
      CallConfig config,
      ForwardingConfig forwarding,
      LaneConfig lane,
      Clock clock) {
    this.oplead = oplead;
    this.pool = pool;
    this.outbox = outbox;
    this.config = config;
    this.resends = forwarding.uncertainResends();
    this.windowMillis = lane.window().toMillis();
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    Duration interval = config.sweepInterval();
    return new PeriodicTask("sweep", this::sweep, interval);
  }

  /** Goes on at once while there is more than goes in one statement. */
  private Uni<Duration> sweep() {
    return pool.preparedQuery(DUE)
        .execute()
        .chain(rows -> sweep(rows.iterator().next()))
        .map(most -> most < LEADS_AT_ONCE ? config.sweepInterval() : Duration.ZERO);
  }

  private Uni<Integer> sweep(Row due) {
    return step(0, due.getBoolean("abandoned"), this::abandon)
        .chain(m -> step(m, due.getBoolean("expired"), () -> pool.withTransaction(this::expire)))
        .chain(m -> step(m, due.getBoolean("stopped"), () -> pool.withTransaction(this::hold)))
        .chain(m -> step(m, due.getBoolean("releasable"), this::release));
  }

  /** Takes the step if it has something to do; returns the most leads of any step so far. */
  private static Uni<Integer> step(int most, boolean isDue, Supplier<Uni<Integer>> step) {
    return isDue ? step.get().map(swept -> Math.max(most, swept)) : Uni.createFrom().item(most);
  }

  private Uni<Integer> abandon() {
    return pool.preparedQuery(ABANDONED)
        .execute(
            Tuple.of(
                LEADS_AT_ONCE,
                oplead.canLookUp() ? Integer.MAX_VALUE : resends,
                config.uncertainWait().toMillis(),
                windowMillis))
        .invoke(LeadSweeper::warnOfGivenUp)
        .map(rows -> logged("leases ran out", rows.size()));
  }

  private static void warnOfGivenUp(RowSet<Row> rows) {
    for (Row row : rows) {
      if (!row.getBoolean("is_resent")) {
        LOG.warnf("lead stays uncertain lead=%s reason=\"no outcome\"", row.getUUID("lead_id"));
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
                    rows, row -> held(new LeadId(row.getUUID("lead_id")), row.getString("reason"))))
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
