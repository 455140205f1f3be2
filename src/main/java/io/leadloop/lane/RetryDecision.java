package io.leadloop.lane;

import java.time.Duration;
import java.util.Optional;

/**
 * What follows for a piece of work and for its lane after an attempt.
 *
 * @param next where the work goes
 * @param again after how long it is due again, zero for at once and in its old place of the queue;
 *     empty when it is not
 * @param counts whether it was an attempt at all
 * @param error what went wrong, in words for its provider; empty when nothing did
 * @param lane what the whole lane does
 */
public record RetryDecision(
    Next next, Optional<Duration> again, boolean counts, Optional<String> error, LaneEffect lane) {

  /** Where a piece of work goes after an attempt. */
  public enum Next {
    /** Oplead took it. */
    DONE,
    /** Oplead refused it for good. */
    REFUSED,
    /** It waits for an administrator: the token was refused. */
    HELD,
    /** It is sent again. */
    QUEUED,
    /** It is unknown whether Oplead took it. */
    UNCERTAIN
  }

  /** An attempt after which the lane may have to pause, and nothing else is to be decided. */
  public static RetryDecision ofLane(LaneEffect lane) {
    return new RetryDecision(Next.DONE, Optional.empty(), false, Optional.empty(), lane);
  }
}
