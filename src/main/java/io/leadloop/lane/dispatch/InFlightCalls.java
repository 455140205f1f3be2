package io.leadloop.lane.dispatch;

import io.leadloop.customer.CustomerId;
import io.leadloop.lane.Attempt;
import io.leadloop.lane.InFlight;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This replica's calls in flight: how many in all and per lane, and when all of them, and the claim
 * that may still add some, have ended.
 *
 * <p>Calls that are claimed as their leads arrive hold room while a claim of a poll is in flight,
 * too: a lead that found none would wait in the queue for a poll of its own, during which the next
 * ones would find none, and so on for as long as leads come faster than polls end. The claim has
 * the lanes that it locked to itself, and leaves some room in all other lanes together.
 */
final class InFlightCalls {
  /** Enough for what arrives while a claim is in flight, unless there are queues anyway. */
  static final int LEFT_BY_A_CLAIM = 64;

  private final Map<CustomerId, Integer> byLane = new ConcurrentHashMap<>();
  private final Map<CustomerId, Integer> documents = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Phaser open = new Phaser(1);

  /** The calls that the claim in flight may add; 0 where there is none. */
  private int claimable;

  /** The lanes in which it may add them. */
  private Set<CustomerId> claiming = Set.of();

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

  /**
   * Until its end, there may be calls that have not begun.
   *
   * @param inAll calls in all lanes at most
   * @return how many the claim may add: at least half of the room, and all but a few
   */
  synchronized int beginClaim(int inAll) {
    open.register();
    int room = Math.max(0, inAll - calls.get());
    claimable = room - Math.min(room / 2, LEFT_BY_A_CLAIM);
    return claimable;
  }

  /**
   * The claim in flight has locked these lanes, and no room is held in them until its end. What was
   * held before counts in the result, and is claimed before the lock or not at all.
   */
  synchronized InFlight claimIn(Collection<CustomerId> lanes) {
    claiming = Set.copyOf(lanes);
    return snapshot();
  }

  synchronized void endClaim() {
    claimable = 0;
    claiming = Set.of();
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
    if (ending) {
      return held;
    }
    int left = inAll - calls.get() - claimable;
    for (Map.Entry<CustomerId, Integer> lane : wanted.entrySet()) {
      int ofLane = claiming.contains(lane.getKey()) ? 0 : perLane - count(lane.getKey());
      int room = Math.min(left, ofLane);
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
