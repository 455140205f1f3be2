package io.leadloop.tally;

import java.time.Instant;
import java.util.List;

/**
 * The leads of the current hour and of the 23 before it.
 *
 * @param hours one entry per hour, oldest first
 */
public record LastDay(Figures figures, List<Hour> hours) {
  /**
   * Of the leads that were accepted in one hour.
   *
   * @param at when it began
   */
  public record Hour(Instant at, long taken, long forwarded, long withFirstStatus) {}

  /** The most leads taken in an hour. */
  public long peak() {
    return hours.stream().mapToLong(Hour::taken).max().orElse(0);
  }
}
