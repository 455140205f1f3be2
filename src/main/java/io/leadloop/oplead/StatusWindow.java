package io.leadloop.oplead;

import java.time.Duration;
import java.time.Instant;

/**
 * When the status that a callback reports may have come about: not before its lead was handed in,
 * and hardly after the callback was received. A time outside is something else's.
 *
 * @param notBefore when the lead was handed in, or a little earlier, since clocks differ
 */
public record StatusWindow(Instant notBefore, Instant receivedAt) {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  boolean holds(Instant time) {
    return !time.isBefore(notBefore) && !isAhead(time, receivedAt);
  }

  /** Whether the time lies further ahead of the receipt than clocks differ. */
  static boolean isAhead(Instant time, Instant receivedAt) {
    return time.isAfter(receivedAt.plus(MOST_AHEAD));
  }
}
