package io.leadloop.forwarding;

import io.leadloop.forwarding.Verdict.LaneOrder;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.answer.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows for a lead: as {@link RetryPolicy} does, but a lead whose requests keep
 * having an unknown outcome is sent again a limited number of times, since each may make it twice.
 * Then it stays uncertain: a callback settles it, or an administrator sends it again.
 */
final class ResendPolicy {
  private final ForwardingConfig config;
  private final RetryPolicy retries;
  private final boolean canLookUp;

  /**
   * @param canLookUp whether Oplead can be asked if it has an uncertain lead
   */
  ResendPolicy(ForwardingConfig config, RetryPolicy retries, boolean canLookUp) {
    this.config = config;
    this.retries = retries;
    this.canLookUp = canLookUp;
  }

  /**
   * What follows from a request with the lead.
   *
   * @param attempt 1 for the first
   * @param unanswered how many earlier requests with it had an unknown outcome
   */
  Verdict decide(Outcome outcome, int attempt, int unanswered) {
    if (!(outcome instanceof Outcome.Unknown unknown)) {
      return retries.decide(outcome, attempt);
    }
    boolean last = unanswered >= config.uncertainResends();
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
  Verdict decideLookUp(Outcome outcome, int attempt, int unanswered) {
    Verdict verdict = retries.decide(outcome, attempt);
    if (verdict.state() == LeadState.FORWARDED) {
      return new Verdict(
          LeadState.FORWARDED, Optional.empty(), false, Optional.empty(), verdict.lane());
    } else if (outcome instanceof Outcome.Absent && unanswered > config.uncertainResends()) {
      return givenUp(false, verdict.error().orElseThrow());
    }
    Duration wait = verdict.again().orElse(config.uncertainWait());
    return new Verdict(
        LeadState.UNCERTAIN, Optional.of(wait), false, verdict.error(), verdict.lane());
  }

  private static Verdict givenUp(boolean counts, String reason) {
    return new Verdict(
        LeadState.UNCERTAIN,
        Optional.empty(),
        counts,
        Optional.of(reason + "; not sent again by itself"),
        new LaneOrder.GoOn());
  }
}
