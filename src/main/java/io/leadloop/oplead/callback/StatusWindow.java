package io.leadloop.oplead.callback;

import java.time.Duration;
import java.time.Instant;

/**
 * The plausible time range of a reported status: from the lead's submission until the callback.
 * Times outside mean something different.
 *
 * @param notBefore when the lead was submitted, less the clock skew
 */
public record StatusWindow(Instant notBefore, Instant receivedAt) {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /** The maximum age of an appointment that is reported after it took place. */
  private static final Duration LONGEST_AGO = Duration.ofDays(7);

  /** A date without a time means midnight. */
  private static final Duration DAY = Duration.ofDays(1);

  boolean holds(Instant time) {
    return !time.isBefore(notBefore) && !isAhead(time, receivedAt);
  }

  /** Whether the time can be an appointment; an earlier one, such as a date of birth, cannot. */
  boolean mayHoldAppointment(Instant time) {
    return !time.isBefore(notBefore.minus(DAY)) && !time.isBefore(receivedAt.minus(LONGEST_AGO));
  }

  /** Whether the time is after the receipt by more than the clock skew. */
  static boolean isAhead(Instant time, Instant receivedAt) {
    return time.isAfter(receivedAt.plus(MOST_AHEAD));
  }
}
