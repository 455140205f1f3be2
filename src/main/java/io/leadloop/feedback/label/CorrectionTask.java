package io.leadloop.feedback.label;

import io.leadloop.feedback.Feedback;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.projection.LabelMappings;
import io.leadloop.feedback.projection.LabelMappings.Mapped;
import io.leadloop.lead.LeadId;
import io.leadloop.oplead.status.LabelCodes;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
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
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Works off the runs of {@link LabelCorrections}, one step of bounded size at a time, on whichever
 * replica is first. A step puts corrections into the outbox and moves the run's position in one
 * transaction, so a run may be interrupted anywhere and nothing is appended twice. Whether a
 * correction is still due is decided by projection, under the lead's lock.
 */
@ApplicationScoped
public class CorrectionTask {
  private static final Logger LOG = Logger.getLogger(CorrectionTask.class);
  private static final String FORMER = StatusCode.OTHER.wireName();
  private static final int LEADS_AT_ONCE = 500;

  /** With more in the outbox, callbacks and outcomes go first. */
  private static final long MOST_WAITING = 2_000L;

  /**
   * A run begins when no replica reads by the mappings as they were, or leads would get the label
   * without its code behind it.
   */
  private static final Duration BEGINS_AFTER = LabelMappings.STALE_FOR.plusSeconds(1);

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration NEXT_STEP = Duration.ofSeconds(1);

  private static final String IS_BUSY =
      """
      select count(*) > $1 as busy from (select from outbox limit $1 + 1) o
      """;

  /** One replica works at a run at a time; the others find nothing to do. */
  static final String CLAIM =
      """
      select m.id, m.essence, m.customer_id, m.label, m.code, r.last_lead,
        r.started_at <= now() - $1 * interval '1 ms' as may_begin
      from label_correction r join label_mapping m on m.id = r.mapping_id
      where r.state = 'running' order by r.started_at limit 1 for update of r skip locked
      """;

  static final String NEXT =
      """
      select u.lead_id, u.label, c.slug from unmapped_lead u
      cross join lateral (select slug from customer where id = u.customer_id limit 1) c
      where u.essence = $1 and u.lead_id > $2 order by u.lead_id limit $3
      """;
  static final String NEXT_OF_CUSTOMER =
      """
      select u.lead_id, u.label, c.slug from unmapped_lead u
      cross join lateral (select slug from customer where id = u.customer_id limit 1) c
      where u.essence = $1 and u.customer_id = $4 and u.lead_id > $2
      order by u.lead_id limit $3
      """;
  private static final String ADVANCE =
      """
      update label_correction set last_lead = $2, corrected = corrected + $3,
        state = case when $4 then 'done' else state end,
        ended_at = case when $4 then now() end
      where mapping_id = $1
      """;

  private final Pool pool;
  private final Outbox outbox;
  private final LabelMappings mappings;
  private final Clock clock;
  private final PeriodicTask task =
      new PeriodicTask("correct labels", this::round, NEXT_STEP, INTERVAL);

  CorrectionTask(Pool pool, Outbox outbox, LabelMappings mappings, Clock clock) {
    this.pool = pool;
    this.outbox = outbox;
    this.mappings = mappings;
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    return task;
  }

  void wake() {
    task.soon();
  }

  /** One step of the oldest run; returns how long until the next. */
  Uni<Duration> round() {
    return pool.preparedQuery(IS_BUSY)
        .execute(Tuple.of(MOST_WAITING))
        .map(rows -> rows.iterator().next().getBoolean("busy"))
        .chain(busy -> busy ? Uni.createFrom().item(INTERVAL) : step());
  }

  private Uni<Duration> step() {
    return mappings
        .read()
        .chain(
            mapped ->
                pool.withTransaction(tx -> claim(tx).chain(claimed -> step(tx, claimed, mapped))));
  }

  private static Uni<Optional<Run>> claim(SqlClient tx) {
    return tx.preparedQuery(CLAIM)
        .execute(Tuple.of(BEGINS_AFTER.toMillis()))
        .map(rows -> Batch.list(rows, Run::of).stream().findFirst());
  }

  private Uni<Duration> step(SqlClient tx, Optional<Run> claimed, Mapped mapped) {
    if (claimed.isEmpty()) {
      return Uni.createFrom().item(INTERVAL);
    }
    Run run = claimed.orElseThrow();
    return run.mayBegin()
        ? next(tx, run).chain(leads -> correct(tx, run, leads, mapped)).replaceWith(NEXT_STEP)
        : Uni.createFrom().item(NEXT_STEP);
  }

  private static Uni<List<Unmapped>> next(SqlClient tx, Run run) {
    Tuple from = Tuple.of(run.essence(), run.lastLead(), LEADS_AT_ONCE);
    return (run.customer() == null
            ? tx.preparedQuery(NEXT).execute(from)
            : tx.preparedQuery(NEXT_OF_CUSTOMER).execute(from.addValue(run.customer())))
        .map(rows -> Batch.list(rows, Unmapped::of));
  }

  private Uni<Void> correct(SqlClient tx, Run run, List<Unmapped> leads, Mapped mapped) {
    List<Feedback.Correction> corrections =
        leads.stream()
            .filter(lead -> mapped.of(lead.customer()).codeOf(lead.label()) == run.code())
            .map(lead -> correction(run, lead, mapped.of(lead.customer())))
            .toList();
    boolean isLast = leads.size() < LEADS_AT_ONCE;
    UUID last = leads.isEmpty() ? run.lastLead() : leads.get(leads.size() - 1).lead();
    return outbox
        .append(tx, corrections)
        .chain(
            () ->
                tx.preparedQuery(ADVANCE)
                    .execute(Tuple.of(run.mapping(), last, corrections.size(), isLast)))
        .invoke(
            () ->
                LOG.infof(
                    "label corrected label=%s code=%s leads=%d done=%s",
                    run.label(), run.code().wireName(), corrections.size(), isLast))
        .replaceWithVoid();
  }

  private Feedback.Correction correction(Run run, Unmapped lead, LabelCodes codes) {
    return new Feedback.Correction(
        Feedback.nextId(),
        new LeadId(lead.lead()),
        clock.instant(),
        lead.label(),
        run.code().wireName(),
        codes.version(),
        FORMER);
  }

  /**
   * A run, with its mapping as it is now.
   *
   * @param customer null for all customers
   * @param lastLead the last lead of the steps before
   */
  private record Run(
      UUID mapping,
      String essence,
      UUID customer,
      String label,
      StatusCode code,
      UUID lastLead,
      boolean mayBegin) {
    static Run of(Row row) {
      return new Run(
          row.getUUID("id"),
          row.getString("essence"),
          row.getUUID("customer_id"),
          row.getString("label"),
          StatusCode.ofWireName(row.getString("code")),
          row.getUUID("last_lead"),
          row.getBoolean("may_begin"));
    }
  }

  /**
   * A lead whose status is a label without a code.
   *
   * @param label as it was published
   * @param customer its slug
   */
  private record Unmapped(UUID lead, String label, String customer) {
    static Unmapped of(Row row) {
      return new Unmapped(row.getUUID("lead_id"), row.getString("label"), row.getString("slug"));
    }
  }
}
