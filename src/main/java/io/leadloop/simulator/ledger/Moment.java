package io.leadloop.simulator.ledger;

import java.time.Duration;
import java.time.Instant;

/** A point in time as an instant and as monotonic nanoseconds, which are used for durations. */
public record Moment(Instant at, long nanos) {

  /** The duration since an earlier moment of the same clock. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }
}
