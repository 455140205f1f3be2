package io.leadloop.update.delivery;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.LeadId;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.leadloop.update.document.DocumentChunks;
import io.leadloop.update.document.DocumentConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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
 * Looks after documents and statuses that no attempt will settle: those whose lease ran out with
 * their replica are sent again, those past their shelf life, or whose lead Oplead will never have,
 * count as refused. Of uploads that broke off it destroys what they left.
 */
@ApplicationScoped
class UpdateSweeper {
  private static final Logger LOG = Logger.getLogger(UpdateSweeper.class);
  private static final int UPDATES_AT_ONCE = 500;

  /** What there is to do; mostly nothing, and then this is the only statement. */
  static final String DUE =
      """
      select exists (select from lane_request where lease_until < now() and kind = 'update')
          as abandoned,
        exists (select from lead_update where state = 'queued' and expires_at <= now()) as expired,
        %s as aborted
      """
          .formatted(DocumentChunks.HAS_BROKEN_OFF);

  private static final String ABANDONED =
      """
      with gone as materialized (
        select request_id from abandon_requests(array['update'], $2, $3 * interval '1 ms')
      ), abandoned as (
        update lead_update set state = 'queued', updated_at = now(),
          last_error = 'the replica that sent it gave no outcome',
          next_attempt_at = now() + $1 * interval '1 ms'
        where id = any(array(select request_id from gone))
        returning id, customer_id, next_attempt_at
      )
      select id from abandoned
      where (select wake_lanes_by(array_agg(customer_id), array_agg(next_attempt_at))
        from abandoned) >= 0
      """;

  private static final String EXPIRING =
      """
      select id, lead_id from lead_update where state = 'queued' and expires_at <= now()
      order by expires_at limit $1
      """;

  private static final String EXPIRE =
      """
      with expired as (
        update lead_update u set state = 'refused', next_attempt_at = null, file_name = null,
          updated_at = now(), last_error = coalesce(u.last_error,
            case when p.state in ('rejected', 'expired') then 'its lead is ' || p.state
              else 'it could not be delivered in time' end)
        from lead_progress p where u.id = any($1) and p.lead_id = u.lead_id
          and u.state = 'queued' and u.expires_at <= now()
        returning u.*
      ), gone as (
        delete from document_piece where document_id in (select id from expired)
      )
      select id, lead_id, document_kind, status_code, last_error from expired
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final DocumentChunks pieces;
  private final CallConfig config;
  private final long uploadMillis;
  private final long windowMillis;
  private final Clock clock;

  UpdateSweeper(
      Pool pool,
      Outbox outbox,
      DocumentChunks pieces,
      CallConfig config,
      DocumentConfig documents,
      LaneConfig lane,
      Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.pieces = pieces;
    this.config = config;
    this.uploadMillis = documents.uploadTimeout().multipliedBy(2).toMillis();
    this.windowMillis = lane.window().toMillis();
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    Duration interval = config.sweepInterval();
    return new PeriodicTask("sweep documents", this::sweep, interval);
  }

  /** Goes on at once while there is more than goes in one statement. */
  private Uni<Duration> sweep() {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(uploadMillis))
        .map(rows -> rows.iterator().next())
        .chain(due -> sweep(due))
        .map(most -> most < UPDATES_AT_ONCE ? config.sweepInterval() : Duration.ZERO);
  }

  private Uni<Integer> sweep(Row due) {
    return step(due.getBoolean("abandoned"), this::abandon)
        .chain(
            swept ->
                step(due.getBoolean("expired"), () -> pool.withTransaction(this::expire))
                    .map(more -> Math.max(swept, more)))
        .call(() -> step(due.getBoolean("aborted"), this::abort));
  }

  private static Uni<Integer> step(boolean isDue, Supplier<Uni<Integer>> step) {
    return isDue ? step.get() : Uni.createFrom().item(0);
  }

  private Uni<Integer> abort() {
    return pieces.sweep(uploadMillis).map(count -> logged("uploads aborted", count));
  }

  private Uni<Integer> abandon() {
    return pool.preparedQuery(ABANDONED)
        .execute(Tuple.of(config.uncertainWait().toMillis(), UPDATES_AT_ONCE, windowMillis))
        .map(rows -> logged("leases of updates ran out", rows.size()));
  }

  private Uni<Integer> expire(SqlClient tx) {
    return tx.preparedQuery(EXPIRING)
        .execute(Tuple.of(UPDATES_AT_ONCE))
        .map(rows -> Batch.list(rows, row -> row))
        .chain(rows -> expire(tx, rows))
        .map(expired -> expired.stream().map(this::refused).toList())
        .call(feedback -> outbox.append(tx, feedback))
        .map(feedback -> logged("updates expired", feedback.size()));
  }

  private static Uni<List<Row>> expire(SqlClient tx, List<Row> rows) {
    return tx.preparedQuery(UpdateSettlements.LOCK_LEADS)
        .execute(Batch.of(rows).uuids(row -> row.getUUID("lead_id")).tuple())
        .chain(
            () ->
                tx.preparedQuery(EXPIRE)
                    .execute(Batch.of(rows).uuids(row -> row.getUUID("id")).tuple()))
        .map(expired -> Batch.list(expired, row -> row))
        .call(
            expired ->
                tx.preparedQuery(UpdateSettlements.NEXT)
                    .execute(Batch.of(expired).uuids(row -> row.getUUID("lead_id")).tuple()));
  }

  private Feedback refused(Row update) {
    return new Feedback.Updated(
        Feedback.nextId(),
        new LeadId(update.getUUID("lead_id")),
        clock.instant(),
        update.getUUID("id"),
        update.getString("document_kind"),
        update.getString("status_code"),
        false,
        update.getString("last_error"));
  }

  private static int logged(String what, int count) {
    if (count > 0) {
      LOG.infof("%s count=%d", what, count);
    }
    return count;
  }
}
