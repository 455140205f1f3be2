package io.leadloop.intake;

import io.leadloop.lane.QueueEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The position of a new lead, document or status in its customer's lane.
 *
 * @param ahead leads before it that wait for their first attempt; for a document or status, the
 *     documents and statuses before it
 * @param estimatedAt the estimated time of its first attempt, accurate within a factor of two; null
 *     while the lane sends nothing, and for a document or status whose lead Oplead does not have
 *     yet
 * @param sleepsUntil until when the lane sends nothing; null while it may send
 * @param sleepReason why the lane sends nothing until then
 */
public record LaneView(long ahead, Instant estimatedAt, Instant sleepsUntil, String sleepReason) {

  /** The position of a lead. */
  static LaneView of(QueueEstimate lane, long ahead, Instant now, Duration window) {
    return of(lane, ahead, lane.turn(ahead, now, window), now);
  }

  /** The position of an item with a known estimate. */
  public static LaneView of(QueueEstimate lane, long ahead, Optional<Instant> turn, Instant now) {
    Optional<Instant> sleep = lane.sleepsBeyond(now);
    return new LaneView(
        ahead,
        turn.orElse(null),
        sleep.orElse(null),
        sleep.flatMap(end -> lane.sleepReason()).orElse(null));
  }
}
