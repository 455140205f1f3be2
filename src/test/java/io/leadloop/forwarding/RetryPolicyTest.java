package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.forwarding.Verdict.LaneOrder;
import io.leadloop.lead.LeadState;
import io.leadloop.oplead.Outcome;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final ForwardingConfig DEFAULTS =
      new SmallRyeConfigBuilder()
          .withMapping(ForwardingConfig.class)
          .build()
          .getConfigMapping(ForwardingConfig.class);

  private final RetryPolicy policy = new RetryPolicy(DEFAULTS, () -> 0);

  @Test
  void anAcceptedLeadIsForwarded() {
    assertThat(policy.decide(new Outcome.Accepted(Optional.of("1")), 1))
        .isEqualTo(
            new Verdict(
                LeadState.FORWARDED,
                Optional.empty(),
                true,
                Optional.empty(),
                new LaneOrder.GoOn()));
  }

  @Test
  void aRefusedLeadIsRejectedWithItsReason() {
    Verdict verdict = policy.decide(new Outcome.Refused("422 no phone"), 1);
    assertThat(verdict.state()).isEqualTo(LeadState.REJECTED);
    assertThat(verdict.again()).isEmpty();
    assertThat(verdict.error()).contains("422 no phone");
  }

  @Test
  void aRefusedTokenHoldsTheLeadStopsTheLaneAndCountsNothing() {
    Verdict verdict = policy.decide(new Outcome.TokenRefused("401"), 1);
    assertThat(verdict.state()).isEqualTo(LeadState.HELD);
    assertThat(verdict.lane()).isEqualTo(new LaneOrder.Stop());
    assertThat(verdict.counts()).isFalse();
  }

  @Test
  void aThrottledLaneSleepsAsLongAsItWasTold() {
    Duration told = Duration.ofSeconds(17);
    Verdict verdict = policy.decide(new Outcome.Throttled(Optional.of(told)), 3);
    assertThat(verdict.state()).isEqualTo(LeadState.QUEUED);
    assertThat(verdict.again()).contains(told);
    assertThat(verdict.lane()).isEqualTo(new LaneOrder.Sleep(told));
    assertThat(verdict.counts()).isFalse();
  }

  @Test
  void anUnknownOutcomeIsUncertainForTheConfiguredWait() {
    Verdict verdict = policy.decide(new Outcome.Unknown("time-out"), 1);
    assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
    assertThat(verdict.again()).contains(Duration.ofMinutes(2));
    assertThat(verdict.counts()).isTrue();
  }

  @Test
  void anUnavailableOpleadThatAsksToWaitLongerIsLeftAloneForThatLong() {
    Duration hour = Duration.ofHours(2);
    assertThat(policy.decide(new Outcome.Unavailable("500", Optional.of(hour)), 1).again())
        .contains(hour);
    assertThat(
            policy
                .decide(new Outcome.Unavailable("500", Optional.of(Duration.ofSeconds(1))), 1)
                .again())
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void anUnavailableOpleadIsTriedAgainLaterAndLater() {
    assertThat(policy.backoff(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.backoff(2)).isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.backoff(7)).isEqualTo(Duration.ofSeconds(1920));
    assertThat(policy.backoff(8)).isEqualTo(Duration.ofHours(1));
  }

  @Property
  void everyWaitIsWithinTheScheduleAndAFifthMore(
      @ForAll @IntRange(min = 1) int attempt, @ForAll @DoubleRange(max = 1) double chance) {
    Duration wait = new RetryPolicy(DEFAULTS, () -> chance).backoff(attempt);
    assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(72));
  }

  @Property
  void noWaitIsShorterThanTheOneBefore(@ForAll @IntRange(min = 1, max = 1_000_000) int attempt) {
    assertThat(policy.backoff(attempt + 1)).isGreaterThanOrEqualTo(policy.backoff(attempt));
  }
}
