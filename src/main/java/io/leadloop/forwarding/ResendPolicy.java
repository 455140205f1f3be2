package io.leadloop.forwarding;

import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneEffect;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryDecision.Next;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows for a lead: as {@link RetryPolicy} does, but a lead whose requests keep
 * having an unknown outcome is sent again a limited number of times, since each may make it twice.
 * Then it stays uncertain: a callback settles it, or an administrator sends it again.
 */
final class ResendPolicy {
  private final CallConfig config;
  private final int resends;
  private final RetryPolicy retries;
  private final boolean canLookUp;

  /**
   * @param resends how often a lead is sent again after requests with an unknown outcome
   * @param canLookUp whether Oplead can be asked if it has an uncertain lead
   */
  ResendPolicy(CallConfig config, int resends, RetryPolicy retries, boolean canLookUp) {
    this.config = config;
    this.resends = resends;
    this.retries = retries;
    this.canLookUp = canLookUp;
  }

  /**
   * What follows from a request with the lead.
   *
   * @param attempt 1 for the first
   * @param unanswered how many earlier requests with it had an unknown outcome
   */
  RetryDecision decide(Outcome outcome, int attempt, int unanswered) {
    if (!(outcome instanceof Outcome.Unknown unknown)) {
      return retries.decide(outcome, attempt);
    }
    boolean last = unanswered >= resends;
    return last && !canLookUp
        ? givenUp(true, unknown.reason())
        : retries.decide(outcome, unanswered + 1);
  }

  /**
   * What follows from the answer to whether Oplead has an uncertain lead: it stays uncertain until
   * that is known, and no look-up counts as an attempt.
   *
   * @param attempt the number of the next attempt
   * @param unanswered how many requests with the lead had an unknown outcome
   */
  RetryDecision decideLookUp(Outcome outcome, int attempt, int unanswered) {
    RetryDecision decision = retries.decide(outcome, attempt);
    if (decision.next() == Next.DONE) {
      return new RetryDecision(
          Next.DONE, Optional.empty(), false, Optional.empty(), decision.lane());
    } else if (outcome instanceof Outcome.Absent && unanswered > resends) {
      return givenUp(false, decision.error().orElseThrow());
    }
    Duration wait = decision.again().orElse(config.uncertainWait());
    return new RetryDecision(
        Next.UNCERTAIN, Optional.of(wait), false, decision.error(), decision.lane());
  }

  private static RetryDecision givenUp(boolean counts, String reason) {
    return new RetryDecision(
        Next.UNCERTAIN,
        Optional.empty(),
        counts,
        Optional.of(reason + "; not sent again by itself"),
        new LaneEffect.None());
  }
}
