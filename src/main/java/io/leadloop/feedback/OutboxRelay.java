package io.leadloop.feedback;

import io.leadloop.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves outbox rows to the log, oldest first. One replica's relay does so at a time, by a lease
 * that outlasts any append; one that died between append and delete leaves a repeat, which
 * projection recognises.
 */
@ApplicationScoped
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int ROWS_AT_ONCE = 500;
  private static final int LEASE_IN_APPENDS = 5;

  private final Outbox outbox;
  private final FeedbackLog log;
  private final Duration interval;
  private final Duration lease;
  private final UUID self = UUID.randomUUID();
  private Rounds rounds;

  OutboxRelay(Outbox outbox, FeedbackLog log, FeedbackConfig config) {
    this.outbox = outbox;
    this.log = log;
    this.interval = config.relayInterval();
    this.lease = config.acknowledgeWithin().multipliedBy(LEASE_IN_APPENDS);
  }

  void start(@Observes StartupEvent started) {
    rounds = Rounds.start("outbox relay", this::round, Duration.ZERO, interval);
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.close();
  }

  /** Goes on at once while there is more than goes in one append. */
  private Uni<Duration> round() {
    return outbox
        .oldest(1)
        .chain(any -> any.isEmpty() ? Uni.createFrom().item(false) : outbox.lease(self, lease))
        .chain(mine -> mine ? moveOldest() : Uni.createFrom().item(0))
        .map(moved -> moved == ROWS_AT_ONCE ? Duration.ZERO : interval);
  }

  private Uni<Integer> moveOldest() {
    return outbox.oldest(ROWS_AT_ONCE).chain(this::move);
  }

  private Uni<Integer> move(List<Outbox.Waiting> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return log.appendAll(rows)
        .chain(() -> outbox.delete(rows))
        .invoke(() -> LOG.debugf("relayed rows=%d", rows.size()))
        .replaceWith(rows.size());
  }
}
