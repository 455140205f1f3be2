package io.leadloop.oplead.callback;

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

  /** An appointment is still reported when it has taken place, but not for ever after. */
  private static final Duration LONGEST_AGO = Duration.ofDays(7);

  /** A day without an hour is read as its midnight. */
  private static final Duration DAY = Duration.ofDays(1);

  boolean holds(Instant time) {
    return !time.isBefore(notBefore) && !isAhead(time, receivedAt);
  }

  /** Whether an appointment may be then; an earlier time, such as a date of birth, is not one. */
  boolean mayHoldAppointment(Instant time) {
    return !time.isBefore(notBefore.minus(DAY)) && !time.isBefore(receivedAt.minus(LONGEST_AGO));
  }

  /** Whether the time lies further ahead of the receipt than clocks differ. */
  static boolean isAhead(Instant time, Instant receivedAt) {
    return time.isAfter(receivedAt.plus(MOST_AHEAD));
  }
}
