package io.leadloop.simulator.ledger;

import java.time.Duration;

/** Finds the maximum number of events in any window. */
final class BusiestWindow {

  private BusiestWindow() {}

  /** The maximum number of these ascending nanosecond times in any half-open window. */
  static int count(long[] times, Duration window) {
    long length = window.toNanos();
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.length; last++) {
      while (first < last && times[last] - times[first] >= length) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
