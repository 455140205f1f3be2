package io.leadloop.tally;

import java.time.Duration;

/**
 * Ranges of durations, so that a median can be read from few counts: one below a second, and from
 * there on each 1.41 times as long as the one before. A range stands for its geometric middle, from
 * which a duration in it differs by at most 19 %.
 */
public final class TimeRanges {
  /** The last one begins at about 97 days and has no end. */
  static final int LAST = 47;

  private static final double MILLIS = 1000.0;
  private static final double PER_DOUBLING = 2.0;
  private static final double MIDDLE = 0.5;

  private TimeRanges() {}

  /** The number of the range that holds the duration; a negative one is none. */
  public static int of(Duration duration) {
    double seconds = duration.toMillis() / MILLIS;
    if (seconds < 1) {
      return 0;
    }
    int doublings = (int) Math.floor(PER_DOUBLING * Math.log(seconds) / Math.log(2) + 1e-9);
    return Math.min(LAST, 1 + doublings);
  }

  /** The duration for which the range stands, to the second. */
  static Duration middle(int range) {
    return range == 0
        ? Duration.ZERO
        : Duration.ofSeconds(Math.round(Math.pow(2, (range - 1 + MIDDLE) / PER_DOUBLING)));
  }
}
