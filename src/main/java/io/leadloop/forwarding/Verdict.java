package io.leadloop.forwarding;

import io.leadloop.lead.LeadState;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a lead and of its lane after an attempt.
 *
 * @param state where the lead goes
 * @param again after how long it is due again, zero for at once and in its old place of the queue;
 *     empty when it is not
 * @param counts whether it was an attempt at all
 * @param error what went wrong, in words for its provider; empty when nothing did
 * @param lane what the whole lane does
 */
record Verdict(
    LeadState state,
    Optional<Duration> again,
    boolean counts,
    Optional<String> error,
    LaneOrder lane) {

  /** What an answer means for every lead behind the same token. */
  sealed interface LaneOrder {
    /** Goes on. */
    record GoOn() implements LaneOrder {}

    /**
     * Sends nothing for as long.
     *
     * @param reason in words for administrators and providers
     */
    record Sleep(Duration howLong, String reason) implements LaneOrder {}

    /**
     * Sends nothing for as long, since Oplead had too many requests; {@link PacePolicy} decides
     * what follows.
     */
    record Throttle(Duration howLong) implements LaneOrder {}

    /** Sends nothing until an administrator says so: the token is refused. */
    record Stop() implements LaneOrder {}
  }
}
