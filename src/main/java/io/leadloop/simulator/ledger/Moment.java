package io.leadloop.simulator.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, twice: as people read it, and in nanoseconds of a source that never goes
 * back and means nothing by itself. Distances are always taken from the second.
 */
public record Moment(Instant at, long nanos) {

  /** The time from an earlier moment of the same source to this one. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }
}
