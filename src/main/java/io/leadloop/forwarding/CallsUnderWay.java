package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What this replica has under way: how many calls in all and in each lane, and when all ended. */
final class CallsUnderWay {
  private final Map<CustomerId, Integer> byLane = new ConcurrentHashMap<>();
  private final Phaser all = new Phaser(1);

  void begin(CustomerId lane) {
    all.register();
    byLane.merge(lane, 1, Integer::sum);
  }

  void end(CustomerId lane) {
    byLane.computeIfPresent(lane, (id, calls) -> calls == 1 ? null : calls - 1);
    all.arriveAndDeregister();
  }

  int count() {
    return all.getRegisteredParties() - 1;
  }

  int count(CustomerId lane) {
    return byLane.getOrDefault(lane, 0);
  }

  /** The lanes that have calls under way, and how many, as they are now. */
  Map<CustomerId, Integer> byLane() {
    return Map.copyOf(byLane);
  }

  /** Waits for all of them, once; false when some are still under way after that time. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    int phase = all.arriveAndDeregister();
    try {
      all.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }
}
