package io.leadloop.push.delivery;

import io.leadloop.schedule.LastingContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Delivers to one endpoint for as long as this replica holds its lease and there is something to
 * send. Rounds of statements follow one another: read the feed, commit, read leads that are due;
 * events are sent meanwhile. Reads depend on the committed rows of leads, so no two statements
 * overlap, and a round that has to write a lead's row begins with that. Everything happens on one
 * Vert.x context, without locks.
 */
final class EndpointRun {
  private static final Logger LOG = Logger.getLogger(EndpointRun.class);

  private static final Duration RELOAD_EVERY = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final EndpointParts parts;
  private final Context loop;
  private final EndpointLease lease;
  private final QueueFeeder feeder;
  private final DeliverySender sender;
  private final BiConsumer<EndpointRun, Boolean> onEnd;
  private NanoTime lastReload;
  private long timer = -1;
  private boolean working;
  private boolean woken;
  private boolean stopping;
  private boolean ended;

  /**
   * @param claimed before the claim
   * @param onEnd called once, when the lease is over, with whether the endpoint is to be claimed at
   *     once
   */
  EndpointRun(
      ClaimedEndpoint endpoint,
      ReplicaParts replica,
      NanoTime claimed,
      BiConsumer<EndpointRun, Boolean> onEnd) {
    this.parts = EndpointParts.of(endpoint, replica);
    this.loop = LastingContext.of(replica.vertx());
    this.lease = new EndpointLease(parts, claimed);
    this.feeder = new QueueFeeder(parts, claimed);
    this.sender = new DeliverySender(this, parts, lease);
    this.onEnd = onEnd;
    this.lastReload = claimed;
  }

  ClaimedEndpoint endpoint() {
    return parts.endpoint();
  }

  void start() {
    onLoop(this::round);
  }

  /** Events of the provider were stored. */
  void signal() {
    onLoop(
        () -> {
          feeder.signal();
          wakeUp();
        });
  }

  /** Ends the lease once the deliveries in flight have ended. */
  void stop() {
    onLoop(
        () -> {
          stopping = true;
          wakeUp();
        });
  }

  void onLoop(Runnable step) {
    loop.runOnContext(here -> step.run());
  }

  private void wakeUp() {
    if (working) {
      woken = true;
    } else if (!ended) {
      after(Duration.ZERO);
    }
  }

  private void after(Duration delay) {
    parts.replica().vertx().cancelTimer(timer);
    if (delay.isZero()) {
      round();
    } else {
      timer = parts.replica().vertx().setTimer(delay.toMillis(), due -> onLoop(this::round));
    }
  }

  private void round() {
    if (working || ended) {
      return;
    }
    working = true;
    woken = false;
    when(lease.isCommitFirst(), this::commit)
        .chain(() -> when(!ended && lastReload.isPast(RELOAD_EVERY), this::reload))
        .chain(() -> when(isDelivering(), feeder::readFeed))
        .invoke(() -> send())
        .chain(() -> when(!ended && lease.isCommitDue(), this::commit))
        .chain(() -> when(isDelivering(), feeder::readLeads))
        .subscribe()
        .with(done -> onLoop(this::roundEnded), e -> onLoop(() -> roundFailed(e)));
  }

  private static Uni<Void> when(boolean isDue, Supplier<Uni<Void>> step) {
    return isDue ? step.get() : Uni.createFrom().voidItem();
  }

  private void roundEnded() {
    working = false;
    send();
    if (isOver()) {
      end();
    } else if (!ended) {
      after(untilNext());
    }
  }

  private void roundFailed(Throwable e) {
    working = false;
    LOG.warnf("push store failed endpoint=%s cause=%s", endpoint().id(), e.toString());
    if (lease.isOver()) {
      close();
    } else {
      after(AFTER_FAILURE);
    }
  }

  /** Whether events may be sent. */
  boolean isDelivering() {
    return !ended && !isStopping();
  }

  private boolean isStopping() {
    return stopping || parts.health().isStopped() || !lease.state().isDelivering();
  }

  private boolean isOver() {
    return !ended && sender.isIdle() && (isStopping() || feeder.isIdle());
  }

  private Duration untilNext() {
    if (woken || feeder.mayReadOn() && !isStopping() || lease.isFull()) {
      return AT_ONCE;
    } else if (feeder.isLooking()) {
      return feeder.pause();
    }
    return parts.queue().hasRows() ? SOON : EndpointLease.COMMIT_EVERY;
  }

  private Uni<Void> commit() {
    return lease
        .commit()
        .invoke(
            () -> {
              if (lease.isLost()) {
                close();
              }
            });
  }

  private Uni<Void> reload() {
    lastReload = NanoTime.now();
    return parts
        .replica()
        .repository()
        .held(List.of(endpoint().id()), parts.replica().id())
        .invoke(found -> found.forEach(this::reloaded))
        .invoke(found -> stopping |= found.isEmpty())
        .replaceWithVoid();
  }

  private void reloaded(ClaimedEndpoint now) {
    sender.sendTo(now.target());
    parts.queue().filterBy(now.filter());
    parts.health().limitTo(now.maxInFlight());
  }

  private void send() {
    if (isDelivering()) {
      sender.send();
    }
  }

  /**
   * An attempt ended and its result is in the queue.
   *
   * @param stopsTheEndpoint whether its answer does
   */
  void attemptEnded(boolean stopsTheEndpoint) {
    feeder.used();
    send();
    if (stopsTheEndpoint || sender.isIdle() || lease.isFull()) {
      wakeUp();
    }
  }

  /** Commits the rest and ends the lease. */
  private void end() {
    working = true;
    parts.queue().close();
    commit()
        .chain(() -> when(!ended, lease::release))
        .subscribe()
        .with(done -> onLoop(this::close), e -> onLoop(() -> roundFailed(e)));
  }

  /** Whether the lease is over, or was lost. */
  boolean hasEnded() {
    return ended;
  }

  /** The lease is over, or was lost. */
  void close() {
    if (!ended) {
      ended = true;
      parts.replica().vertx().cancelTimer(timer);
      onEnd.accept(this, parts.health().hasRecovered());
    }
  }
}
