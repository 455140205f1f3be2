package io.leadloop.schedule;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: twice as long after each failure, up to a longest wait.
 *
 * @param first the wait after the first failure
 * @param longest never exceeded, except by jitter
 */
public record Backoff(Duration first, Duration longest) {
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 30;

  /** The wait after so many failures, 1 for the first. A first wait of zero stays zero. */
  public Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    boolean isShorter = doubled > 0 && doubled < longest.toMillis() || first.isZero();
    return isShorter ? Duration.ofMillis(doubled) : longest;
  }

  /**
   * The wait and up to a fifth more, so that many that failed together do not return together.
   *
   * @param chance numbers from 0 to 1
   */
  public Duration after(int failures, DoubleSupplier chance) {
    long scheduled = after(failures).toMillis();
    return Duration.ofMillis(scheduled + (long) (scheduled * JITTER * chance.getAsDouble()));
  }
}
