package io.leadloop.lane.status;

import java.time.Instant;
import java.util.Optional;

/**
 * A lane at one moment.
 *
 * @param state {@code open}, {@code paused} or {@code token_refused}
 * @param stopReason why it is not open
 * @param waiting leads that wait for a turn or for another try; over 100, the retries among them
 *     are counted up to 1,000
 * @param held leads that wait until the lane is resumed; over 100, the retries among them are
 *     counted up to 1,000
 * @param oldest when the first of all these was accepted
 * @param quota requests in one window that the customer's token allows
 * @param used of these, in the window that ends now
 * @param pace how many of them are sent at present, evenly spread, since Oplead refused more
 * @param sleepsUntil until when Oplead, or the breaker, wants to be left alone
 * @param sleepReason why
 * @param circuit of this replica's breaker: {@code closed}, {@code open} or {@code half_open}
 */
public record LaneStatus(
    String state,
    Optional<String> stopReason,
    long waiting,
    long held,
    Optional<Instant> oldest,
    int quota,
    int used,
    Optional<Integer> pace,
    Optional<Instant> sleepsUntil,
    Optional<String> sleepReason,
    String circuit) {
  /** About how many requests of the quota somebody else spends. */
  public int usedElsewhere() {
    return Math.max(0, quota - pace.orElse(quota));
  }
}
