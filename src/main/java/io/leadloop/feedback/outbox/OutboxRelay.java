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

  /** The polling interval while rows come. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** The same while none do: a row that comes alone waits a little longer. */
  private static final Duration IDLE_INTERVAL = Duration.ofMillis(200);

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

  /** Moves a page; returns the delay until the next one. */
  private Uni<Duration> round() {
    return outbox
        .next(self, lease, sweep.after(), sweep.rows())
        .chain(page -> move(page).map(next -> page.rows().isEmpty() ? longer(next) : next));
  }

  private Uni<Duration> move(Page page) {
    List<Outbox.Waiting> rows = page.rows().stream().filter(row -> !sweep.passesOver(row)).toList();
    return log.appendInOrder(rows)
        .call(relayed -> outbox.delete(Relayed.with(Result.APPENDED, relayed)))
        .call(relayed -> setAside(Relayed.with(Result.REFUSED, relayed)))
        .map(relayed -> report(relayed, sweep.moved(page, relayed)));
  }

  private static Duration longer(Duration untilNext) {
    return untilNext.compareTo(IDLE_INTERVAL) > 0 ? untilNext : IDLE_INTERVAL;
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
