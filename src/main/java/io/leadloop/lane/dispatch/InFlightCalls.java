package io.leadloop.lane.dispatch;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.InFlight;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This replica's calls in flight: how many in all and per lane, and when all of them, and the claim
 * that may still add some, have ended.
 */
final class InFlightCalls {
  private final Map<CustomerId, Integer> byLane = new ConcurrentHashMap<>();
  private final Map<CustomerId, Integer> documents = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Phaser open = new Phaser(1);

  void begin(Attempt attempt) {
    open.register();
    calls.incrementAndGet();
    byLane.merge(attempt.account().customer(), 1, Integer::sum);
    if (attempt.carriesDocument()) {
      documents.merge(attempt.account().customer(), 1, Integer::sum);
    }
  }

  void end(Attempt attempt) {
    if (attempt.carriesDocument()) {
      oneLess(documents, attempt.account().customer());
    }
    oneLess(byLane, attempt.account().customer());
    calls.decrementAndGet();
    open.arriveAndDeregister();
  }

  private static void oneLess(Map<CustomerId, Integer> counts, CustomerId lane) {
    counts.computeIfPresent(lane, (id, count) -> count == 1 ? null : count - 1);
  }

  /** Until its end, there may be calls that have not begun. */
  void beginClaim() {
    open.register();
  }

  void endClaim() {
    open.arriveAndDeregister();
  }

  int count() {
    return calls.get();
  }

  int count(CustomerId lane) {
    return byLane.getOrDefault(lane, 0);
  }

  /** The counts of each lane at this moment. */
  InFlight snapshot() {
    return new InFlight(Map.copyOf(byLane), Map.copyOf(documents));
  }

  /** Waits for the end of all, once; false when some are still in flight after that time. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    int phase = open.arriveAndDeregister();
    try {
      open.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }
}
