package io.leadloop.push.request;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The body that rotates a secret.
 *
 * @param overlap how long the secret before signs as well
 */
public record Rotation(
    @DurationMin(message = "must not be negative")
        @DurationMax(days = 7, message = "must be at most 7 days")
        Duration overlap) {
  /** Of an empty body. */
  static final Rotation DEFAULT = new Rotation(null);

  private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);

  Duration overlapOrDefault() {
    return overlap == null ? DEFAULT_OVERLAP : overlap;
  }
}
