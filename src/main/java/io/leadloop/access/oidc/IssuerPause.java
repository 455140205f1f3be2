package io.leadloop.access.oidc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time after a failure in which the issuer is not called, by a clock that no correction of the
 * time of day moves: set back by an hour, it would keep an issuer away for an hour.
 */
final class IssuerPause {
  static final Duration LENGTH = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;

  /** Null before the first failure. */
  private volatile Long failedAt;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  IssuerPause(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void begin() {
    failedAt = nanoTime.getAsLong();
  }

  boolean isPending() {
    Long since = failedAt;
    return since != null && nanoTime.getAsLong() - since < LENGTH.toNanos();
  }
}
