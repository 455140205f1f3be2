package io.leadloop.push.delivery;

import io.leadloop.push.EndpointState;
import io.leadloop.push.queue.DeliveryRecord;
import io.leadloop.push.queue.Settlement;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The lease of one endpoint, which each commit of its results extends. A commit that failed is
 * repeated with the same results until it succeeds or the lease is lost.
 */
final class EndpointLease {
  static final Duration LASTS = Duration.ofSeconds(40);
  static final Duration RENEW_EVERY = LASTS.dividedBy(4);
  static final Duration COMMIT_EVERY = Duration.ofMillis(50);

  private static final Logger LOG = Logger.getLogger(EndpointLease.class);
  private static final int COMMIT_AT = 64;

  private final EndpointParts parts;
  private Settlement uncommitted;
  private EndpointState state;
  private NanoTime extended;
  private boolean lost;

  /**
   * @param claimed before the claim
   */
  EndpointLease(EndpointParts parts, NanoTime claimed) {
    this.parts = parts;
    this.state = parts.endpoint().state();
    this.extended = claimed;
  }

  /** The endpoint's state at the last commit. */
  EndpointState state() {
    return state;
  }

  /** Another replica has the endpoint, or it was moved or removed: nothing more is committed. */
  boolean isLost() {
    return lost;
  }

  /** Whether it has ended by its time. */
  boolean isOver() {
    return extended.isPast(LASTS);
  }

  /** Whether what takes so long ends before the lease does. */
  boolean outlasts(Duration time) {
    return !extended.isPast(LASTS.minus(time));
  }

  /** Whether a commit comes before the next read, which depends on the rows of leads. */
  boolean isCommitFirst() {
    return uncommitted != null || parts.queue().hasRows();
  }

  boolean isCommitDue() {
    return isFull()
        || parts.queue().uncommitted() > 0 && extended.isPast(COMMIT_EVERY)
        || extended.isPast(RENEW_EVERY);
  }

  /** Whether there is so much to commit that it does not wait for more. */
  boolean isFull() {
    return parts.queue().uncommitted() >= COMMIT_AT;
  }

  Uni<Void> commit() {
    NanoTime before = NanoTime.now();
    uncommitted = uncommitted == null ? parts.queue().take() : uncommitted;
    return parts
        .replica()
        .repository()
        .settle(parts.endpoint(), parts.replica().id(), LASTS, uncommitted)
        .invoke(held -> committed(held, before))
        .replaceWithVoid();
  }

  private void committed(Optional<EndpointState> held, NanoTime before) {
    if (held.isEmpty()) {
      LOG.infof("push lease lost endpoint=%s", parts.endpoint().id());
      lost = true;
      return;
    }
    state = held.get();
    parts.queue().committed(uncommitted);
    uncommitted.givenUp().forEach(this::givenUp);
    uncommitted = null;
    extended = before;
  }

  private void givenUp(DeliveryRecord last) {
    parts.metrics().givenUp();
    parts.log().givenUp(last);
  }

  /** Ends it early, and stores the endpoint's health with it. */
  Uni<Void> release() {
    DeliveryRepository repository = parts.replica().repository();
    EndpointHealth.Release end = parts.health().release();
    parts.replica().recoveries().keep(parts.endpoint().id(), parts.health().counts());
    return (parts.health().hasRecovered()
            ? repository.wake(parts.endpoint())
            : Uni.createFrom().voidItem())
        .chain(() -> repository.release(parts.endpoint(), parts.replica().id(), end))
        .invoke(released -> parts.log().released(end, released))
        .replaceWithVoid();
  }
}
