package io.leadloop.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The exact log of one token's admitted requests: never more than the quota in any window, and none
 * rejected below it. Windows are half-open, so a request leaves one window length after its
 * arrival. Rejected requests do not count, so that a client that keeps retrying is not locked out.
 * The log costs one number per admitted request; a token bucket would be smaller but admit up to
 * twice the quota in one window.
 */
final class SlidingWindow {

  private final int quota;
  private final long length;
  private final Deque<Long> admitted = new ArrayDeque<>();

  SlidingWindow(int quota, Duration length) {
    this.quota = quota;
    this.length = length.toNanos();
  }

  /**
   * Admits a request or returns the wait until the next one is possible.
   *
   * @param now monotonic nanoseconds
   * @return zero if the request is admitted
   */
  Duration admit(long now) {
    while (!admitted.isEmpty() && now - admitted.peekFirst() >= length) {
      admitted.removeFirst();
    }
    if (admitted.size() == quota) {
      return Duration.ofNanos(length - (now - admitted.peekFirst()));
    }
    admitted.addLast(now);
    return Duration.ZERO;
  }
}
