package io.leadloop.silence;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.lead.LeadId;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Finds leads without a status after the time in which their customer's feedback usually comes. It
 * reports them to their provider, and from then on Oplead is polled with quota that nothing else
 * needs.
 */
@ApplicationScoped
class OverdueDetector {
  private static final int LEADS_AT_ONCE = 500;

  private static final String OVERDUE =
      """
      with late as (
        select a.lead_id, a.customer_id, p.forwarded_at, $2 > 0 and p.oplead_id is not null as is_asked
        from awaited_feedback a join lead_progress p using (lead_id)
        where a.silent_until <= now() order by a.silent_until limit $1 for update of a skip locked
      ), noticed as (
        update awaited_feedback a set silent_until = null,
          poll_at = case when l.is_asked then now() end
        from late l where a.lead_id = l.lead_id and a.lead_id = any(array(select lead_id from late))
      )
      select lead_id as id, forwarded_at from late
      where (select wake_lanes(array_agg(customer_id)) from late where is_asked) >= 0
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final SilenceConfig config;
  private final Clock clock;
  private final Counter overdue;

  OverdueDetector(
      Pool pool, Outbox outbox, SilenceConfig config, Clock clock, MeterRegistry metrics) {
    this.pool = pool;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
    this.overdue =
        Counter.builder("leadloop.feedback.overdue")
            .description("Leads whose feedback became overdue")
            .register(metrics);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("notice silence", this::look, config.interval());
  }

  /** Goes on at once while there is more than goes in one statement. */
  private Uni<Duration> look() {
    return pool.withTransaction(this::tell)
        .map(told -> told < LEADS_AT_ONCE ? config.interval() : Duration.ZERO);
  }

  private Uni<Integer> tell(SqlClient tx) {
    return tx.preparedQuery(OVERDUE)
        .execute(Tuple.of(LEADS_AT_ONCE, config.polls()))
        .map(rows -> Batch.list(rows, this::overdue))
        .call(feedback -> outbox.append(tx, feedback))
        .invoke(feedback -> overdue.increment(feedback.size()))
        .map(feedback -> feedback.size());
  }

  private Feedback overdue(Row row) {
    OffsetDateTime forwarded = row.getOffsetDateTime("forwarded_at");
    return new Feedback.Overdue(
        Feedback.nextId(),
        new LeadId(row.getUUID("id")),
        clock.instant(),
        "no status has come since " + forwarded.toInstant());
  }
}
