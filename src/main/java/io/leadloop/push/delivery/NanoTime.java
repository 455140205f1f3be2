package io.leadloop.push.delivery;

import java.time.Duration;

/**
 * A moment of this process, by the clock that no correction moves.
 *
 * @param nanos as {@link System#nanoTime} counts them
 */
record NanoTime(long nanos) {

  static NanoTime now() {
    return new NanoTime(System.nanoTime());
  }

  NanoTime plus(Duration time) {
    return new NanoTime(nanos + time.toNanos());
  }

  NanoTime minus(Duration time) {
    return new NanoTime(nanos - time.toNanos());
  }

  /** Whether it was so long ago. */
  boolean isPast(Duration interval) {
    return nanosSince() >= interval.toNanos();
  }

  /** Whether it is to come. */
  boolean isAhead() {
    return nanosSince() < 0;
  }

  Duration age() {
    return Duration.ofNanos(nanosSince());
  }

  private long nanosSince() {
    return System.nanoTime() - nanos;
  }
}
