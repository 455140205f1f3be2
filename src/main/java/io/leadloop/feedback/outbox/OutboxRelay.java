package io.leadloop.feedback.outbox;

import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.Outbox;
import io.leadloop.feedback.Outbox.Page;
import io.leadloop.feedback.Relayed;
import io.leadloop.feedback.Relayed.Result;
import io.leadloop.feedback.log.FeedbackLog;
import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves outbox rows to the log, oldest first, on one replica at a time, by a lease that outlasts
 * any page. A relay that dies between append and delete, or loses the lease during a pause of its
 * process, causes repeats, which projection recognises, but no gap and no reordering of a lead's
 * rows: a row is sent only after the log acknowledged all earlier rows of its lead. So acknowledged
 * rows are deleted at once, even if other leads' rows failed.
 *
 * <p>A row that the log can never accept is set aside ({@code outbox_set_aside}).
 */
@ApplicationScoped
public class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int LEASE_IN_APPENDS = 5;

  /** The polling interval while rows come: those that come in between share a page. */
  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** The same while none do. This replica's own rows do not wait for it, only those of others. */
  private static final Duration IDLE_INTERVAL = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final FeedbackLog log;
  private final Duration lease;
  private final OutboxSweep sweep;
  private final UUID self = UUID.randomUUID();
  private final PeriodicTask task;

  /** Whether this replica has appended rows since the last page began. */
  private volatile boolean appended;

  /** Whether the last page was empty. */
  private volatile boolean idle;

  OutboxRelay(Outbox outbox, FeedbackLog log, FeedbackConfig config) {
    this.outbox = outbox;
    this.log = log;
    this.lease = config.acknowledgeWithin().multipliedBy(LEASE_IN_APPENDS);
    this.sweep = new OutboxSweep(INTERVAL, System::nanoTime);
    this.task = new PeriodicTask("outbox relay", this::round, INTERVAL);
    outbox.onAppend(this::appended);
  }

  @Produces
  PeriodicTask task() {
    return task;
  }

  /** A row that comes alone is moved at once. */
  private void appended() {
    appended = true;
    if (idle) {
      task.soon();
    }
  }

  /** Moves a page; returns the delay until the next one. */
  private Uni<Duration> round() {
    boolean asked = appended;
    appended = false;
    idle = false;
    return outbox
        .next(self, lease, sweep.after(), sweep.rows())
        .chain(
            page -> move(page).map(next -> asked || !page.rows().isEmpty() ? next : longer(next)));
  }

  private Uni<Duration> move(Page page) {
    List<Outbox.Waiting> rows = page.rows().stream().filter(row -> !sweep.passesOver(row)).toList();
    return log.appendInOrder(rows)
        .call(relayed -> outbox.delete(Relayed.with(Result.APPENDED, relayed)))
        .call(relayed -> setAside(Relayed.with(Result.REFUSED, relayed)))
        .map(relayed -> report(relayed, sweep.moved(page, relayed)));
  }

  /** In this order: rows that were appended meanwhile, and perhaps not seen, have a page soon. */
  private Duration longer(Duration untilNext) {
    idle = true;
    return appended || untilNext.compareTo(IDLE_INTERVAL) > 0 ? untilNext : IDLE_INTERVAL;
  }

  private Uni<Void> setAside(List<Relayed> refused) {
    return refused.isEmpty()
        ? Uni.createFrom().voidItem()
        : outbox.setAside(refused).invoke(() -> refused.forEach(OutboxRelay::logSetAside));
  }

  private static Duration report(List<Relayed> relayed, Duration untilNext) {
    LOG.debugf("relayed rows=%d", relayed.size());
    Relayed.with(Result.FAILED, relayed).stream()
        .findFirst()
        .ifPresent(
            failed ->
                LOG.warnf("outbox relay failed, next_in=%s cause=%s", untilNext, failed.cause()));
    return untilNext;
  }

  private static void logSetAside(Relayed refused) {
    Outbox.Waiting row = refused.row();
    LOG.errorf(
        "feedback set aside, permanently rejected by the log lead=%s feedback=%s bytes=%d cause=%s",
        row.leadId(), row.feedbackId(), row.bytes(), refused.cause());
  }
}
