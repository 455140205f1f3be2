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
 * Moves outbox rows to the log, oldest first. One replica's relay does so at a time, by a lease
 * that outlasts any page. A relay that dies between append and delete, or that loses the lease
 * because its process stood still, leaves repeats, which projection recognises: never a gap, and
 * never a lead's rows in another order, since a row is only sent once the log has all rows of its
 * lead before it. So whatever was acknowledged is deleted at once, even where other leads' rows
 * failed.
 *
 * <p>A row that the log never takes is set aside ({@code outbox_set_aside}) and the rest goes on.
 */
@ApplicationScoped
public class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int LEASE_IN_APPENDS = 5;

  /** How often it looks for rows. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Outbox outbox;
  private final FeedbackLog log;
  private final Duration lease;
  private final OutboxSweep sweep;
  private final UUID self = UUID.randomUUID();

  OutboxRelay(Outbox outbox, FeedbackLog log, FeedbackConfig config) {
    this.outbox = outbox;
    this.log = log;
    this.lease = config.acknowledgeWithin().multipliedBy(LEASE_IN_APPENDS);
    this.sweep = new OutboxSweep(INTERVAL, System::nanoTime);
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("outbox relay", this::round, INTERVAL);
  }

  /** Moves a page, and returns how long to wait before the next. */
  private Uni<Duration> round() {
    return outbox
        .isEmpty()
        .chain(empty -> empty ? Uni.createFrom().item(false) : outbox.lease(self, lease))
        .chain(mine -> mine ? moveNext() : rest());
  }

  private Uni<Duration> rest() {
    sweep.restart();
    return Uni.createFrom().item(INTERVAL);
  }

  private Uni<Duration> moveNext() {
    return outbox.after(sweep.after(), sweep.rows()).chain(this::move);
  }

  private Uni<Duration> move(Page page) {
    List<Outbox.Waiting> rows = page.rows().stream().filter(row -> !sweep.passesOver(row)).toList();
    return log.appendInOrder(rows)
        .call(relayed -> outbox.delete(Relayed.with(Result.APPENDED, relayed)))
        .call(relayed -> setAside(Relayed.with(Result.REFUSED, relayed)))
        .map(relayed -> report(relayed, sweep.moved(page, relayed)));
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
        "feedback set aside, the log refuses it for good lead=%s feedback=%s bytes=%d cause=%s",
        row.leadId(), row.feedbackId(), row.bytes(), refused.cause());
  }
}
