package io.leadloop.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The exact log of one token's admitted requests: at most a quota of them lie in any window, and
 * none is refused while fewer do. A window is half open, so a request leaves it exactly one length
 * after it arrived. Refused requests are not logged: a client that keeps knocking is not locked out
 * by it. An exact log costs one number per admitted request; a bucket would be smaller, but it lets
 * up to twice the quota through in one window.
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
   * Admits a request, or says how long until the next one can be.
   *
   * @param now nanoseconds, never less than at the call before
   * @return zero where the request is admitted
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
