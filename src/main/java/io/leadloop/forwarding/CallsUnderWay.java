package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this replica has under way: how many calls in all and in each lane, and when all of them,
 * and the claim that may yet bring more, have ended.
 */
final class CallsUnderWay {
  private final Map<CustomerId, Integer> byLane = new ConcurrentHashMap<>();
  private final Map<CustomerId, Integer> documents = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Phaser open = new Phaser(1);

  void begin(Attempt attempt) {
    open.register();
    calls.incrementAndGet();
    byLane.merge(attempt.customer(), 1, Integer::sum);
    if (attempt.carriesDocument()) {
      documents.merge(attempt.customer(), 1, Integer::sum);
    }
  }

  void end(Attempt attempt) {
    if (attempt.carriesDocument()) {
      oneLess(documents, attempt.customer());
    }
    oneLess(byLane, attempt.customer());
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

  /** The lanes that have calls under way, and how many, as they are now. */
  Busy busy() {
    return new Busy(Map.copyOf(byLane), Map.copyOf(documents));
  }

  /** Waits for the end of all, once; false when some are still under way after that time. */
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
