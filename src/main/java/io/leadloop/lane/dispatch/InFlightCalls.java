package io.leadloop.lane.dispatch;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.InFlight;
import java.time.Duration;
import java.util.HashMap;
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
  private boolean claiming;
  private boolean ending;

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
      less(documents, attempt.account().customer(), 1);
    }
    less(byLane, attempt.account().customer(), 1);
    calls.decrementAndGet();
    open.arriveAndDeregister();
  }

  private static void less(Map<CustomerId, Integer> counts, CustomerId lane, int by) {
    counts.computeIfPresent(lane, (id, count) -> count <= by ? null : Integer.valueOf(count - by));
  }

  /** Until its end, there may be calls that have not begun, and no room is held for others. */
  synchronized void beginClaim() {
    claiming = true;
    open.register();
  }

  synchronized void endClaim() {
    claiming = false;
    open.arriveAndDeregister();
  }

  /**
   * Holds room for calls that are being claimed elsewhere; it counts as calls in flight.
   *
   * @param wanted calls in each lane
   * @param perLane calls in one lane at most, and {@code inAll} in all of them
   * @return the held calls, to be given back by {@link #release}
   */
  synchronized Map<CustomerId, Integer> hold(
      Map<CustomerId, Integer> wanted, int perLane, int inAll) {
    Map<CustomerId, Integer> held = new HashMap<>();
    if (claiming || ending) {
      return held;
    }
    int left = inAll - calls.get();
    for (Map.Entry<CustomerId, Integer> lane : wanted.entrySet()) {
      int room = Math.min(left, perLane - count(lane.getKey()));
      int taken = Math.min(room, lane.getValue());
      if (taken > 0) {
        held.put(lane.getKey(), taken);
        byLane.merge(lane.getKey(), taken, Integer::sum);
        left -= taken;
      }
    }
    if (!held.isEmpty()) {
      calls.addAndGet(total(held));
      open.register();
    }
    return held;
  }

  void release(Map<CustomerId, Integer> held) {
    if (!held.isEmpty()) {
      held.forEach((lane, room) -> less(byLane, lane, room));
      calls.addAndGet(-total(held));
      open.arriveAndDeregister();
    }
  }

  private static int total(Map<CustomerId, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
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
    synchronized (this) {
      ending = true;
    }
    int phase = open.arriveAndDeregister();
    try {
      open.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }
}
