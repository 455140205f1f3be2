package io.leadloop.intake;

import io.leadloop.lane.QueueEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The place in its customer's lane of a new lead, or of a document or status for one.
 *
 * @param ahead leads that wait for their first turn before it; of a document or status, the
 *     documents and statuses before it
 * @param estimatedAt when its own turn may come, honest within a factor of two; null while nothing
 *     is sent to the customer, and before Oplead has the lead of a document or status
 * @param sleepsUntil until when nothing is sent to the customer's Oplead; null while something may
 * @param sleepReason why nothing is sent until then
 */
public record LaneView(
    long ahead,
    @Schema(nullable = true) Instant estimatedAt,
    @Schema(nullable = true) Instant sleepsUntil,
    @Schema(nullable = true) String sleepReason) {

  /** The place of a lead that has so many before it. */
  static LaneView of(QueueEstimate lane, long ahead, Instant now, Duration window) {
    return of(lane, ahead, lane.turn(ahead, now, window), now);
  }

  /** The place of what has so many before it and its turn then. */
  public static LaneView of(QueueEstimate lane, long ahead, Optional<Instant> turn, Instant now) {
    Optional<Instant> sleep = lane.sleepsBeyond(now);
    return new LaneView(
        ahead,
        turn.orElse(null),
        sleep.orElse(null),
        sleep.flatMap(end -> lane.sleepReason()).orElse(null));
  }
}
