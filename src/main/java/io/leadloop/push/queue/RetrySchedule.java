package io.leadloop.push.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When an event is sent again, and when a failing endpoint is probed: after the configured waits,
 * each 20 % shorter to 20 % longer, so that many that failed together do not return together.
 */
public final class RetrySchedule {
  private static final double JITTER = 0.2;

  private final List<Duration> waits;
  private final DoubleSupplier chance;

  /**
   * @param waits before each attempt, the first included
   * @param chance numbers from 0 to 1
   */
  public RetrySchedule(List<Duration> waits, DoubleSupplier chance) {
    this.waits = List.copyOf(waits);
    this.chance = chance;
  }

  /**
   * The wait before the next attempt; empty if there is none.
   *
   * @param attempts that were made, from 1
   */
  Optional<Duration> afterAttempt(int attempts) {
    return attempts < waits.size() ? Optional.of(around(waits.get(attempts))) : Optional.empty();
  }

  /**
   * The wait before the next probe; the longest one repeats.
   *
   * @param failures of the endpoint in a row, from 1
   */
  public Duration afterFailure(int failures) {
    return around(waits.get(Math.min(failures, waits.size() - 1)));
  }

  private Duration around(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * chance.getAsDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
