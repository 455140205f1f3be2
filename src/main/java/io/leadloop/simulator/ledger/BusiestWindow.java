package io.leadloop.simulator.ledger;

import java.time.Duration;

/** Finds how full the fullest window of a series of times is. */
final class BusiestWindow {

  private BusiestWindow() {}

  /** The most of these ascending nanosecond times that lie in any half-open window. */
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
