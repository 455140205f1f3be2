package io.leadloop.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lane.RetryDecision.Next;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final CallConfig DEFAULTS =
      new SmallRyeConfigBuilder()
          .withMapping(CallConfig.class)
          .build()
          .getConfigMapping(CallConfig.class);

  private final RetryPolicy policy = new RetryPolicy(DEFAULTS, () -> 0);

  @Test
  void anAcceptedLeadIsForwarded() {
    assertThat(policy.decide(new Outcome.Accepted(Optional.of("1")), 1))
        .isEqualTo(
            new RetryDecision(
                Next.DONE, Optional.empty(), true, Optional.empty(), new LaneEffect.None()));
  }

  @Test
  void aRefusedLeadIsRejectedWithItsReason() {
    RetryDecision decision = policy.decide(new Outcome.Refused("422 no phone"), 1);
    assertThat(decision.next()).isEqualTo(Next.REFUSED);
    assertThat(decision.again()).isEmpty();
    assertThat(decision.error()).contains("422 no phone");
  }

  @Test
  void aRefusedTokenHoldsTheLeadStopsTheLaneAndCountsNothing() {
    RetryDecision decision = policy.decide(new Outcome.TokenRefused("401"), 1);
    assertThat(decision.next()).isEqualTo(Next.HELD);
    assertThat(decision.lane()).isEqualTo(new LaneEffect.Stop());
    assertThat(decision.counts()).isFalse();
  }

  @Test
  void aThrottledLaneSleepsAsLongAsItWasTold() {
    Duration told = Duration.ofSeconds(17);
    RetryDecision decision = policy.decide(new Outcome.Throttled(Optional.of(told), true), 3);
    assertThat(decision.next()).isEqualTo(Next.QUEUED);
    assertThat(decision.again()).as("in its place").contains(Duration.ZERO);
    assertThat(decision.lane()).isEqualTo(new LaneEffect.Throttle(told));
    assertThat(decision.counts()).isFalse();
  }

  @Test
  void aLeadThatWasNotAskedForKeepsItsPlaceWhileItsLaneSleeps() {
    Duration wait = Duration.ofSeconds(10);
    RetryDecision decision = policy.decide(new Outcome.NotAsked("the breaker is open", wait), 2);
    assertThat(decision)
        .isEqualTo(
            new RetryDecision(
                Next.QUEUED,
                Optional.of(Duration.ZERO),
                false,
                Optional.of("the breaker is open"),
                new LaneEffect.Sleep(wait, "the breaker is open")));
  }

  @Property
  void everyOutcomeEndsALeadOrSaysWhenItIsDueAgain(
      @ForAll("outcomes") Outcome outcome, @ForAll @IntRange(min = 1) int attempt) {
    RetryDecision decision = policy.decide(outcome, attempt);
    boolean waits = decision.next() == Next.QUEUED || decision.next() == Next.UNCERTAIN;
    assertThat(decision.again().isPresent()).isEqualTo(waits);
    assertThat(decision.again().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(decision.error().isEmpty()).isEqualTo(outcome instanceof Outcome.Accepted);
  }

  @Property
  void whatOpleadAsksToWaitIsTheLeastWait(
      @ForAll @IntRange(min = 1) int attempt, @ForAll @IntRange(max = 1_000_000) int seconds) {
    Duration asked = Duration.ofSeconds(seconds);
    Outcome outcome = new Outcome.Unavailable("503", Optional.of(asked));
    assertThat(policy.decide(outcome, attempt).again().orElseThrow())
        .isGreaterThanOrEqualTo(asked)
        .isGreaterThanOrEqualTo(policy.backoff(attempt));
  }

  @Provide
  Arbitrary<Outcome> outcomes() {
    return Arbitraries.oneOf(
        outcomesThatSayNothingOfTheLead(),
        Arbitraries.just(new Outcome.Accepted(Optional.empty())),
        Arbitraries.just(new Outcome.Refused("422")),
        Arbitraries.just(new Outcome.Absent()));
  }

  @Provide
  Arbitrary<Outcome> outcomesThatSayNothingOfTheLead() {
    Arbitrary<Optional<Duration>> waits =
        Arbitraries.integers().between(0, 10_000).map(Duration::ofSeconds).optional();
    return Arbitraries.oneOf(
        waits.map(wait -> new Outcome.Throttled(wait, true)),
        waits.map(wait -> new Outcome.Throttled(wait, false)),
        waits.map(wait -> new Outcome.Unavailable("500", wait)),
        Arbitraries.just(new Outcome.TokenRefused("401")),
        Arbitraries.just(new Outcome.NotAsked("breaker", Duration.ofSeconds(10))),
        Arbitraries.just(new Outcome.Unknown("time-out")));
  }

  @Test
  void anUnknownOutcomeIsUncertainForTheConfiguredWait() {
    RetryDecision decision = policy.decide(new Outcome.Unknown("time-out"), 1);
    assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
    assertThat(decision.again()).contains(Duration.ofMinutes(2));
    assertThat(decision.counts()).isTrue();
  }

  @Test
  void withoutAWaitAnUncertainLeadIsSentAgainAtOnceEachTime() {
    CallConfig atOnce =
        new SmallRyeConfigBuilder()
            .withMapping(CallConfig.class)
            .withDefaultValue("leadloop.forwarding.uncertain-wait", "PT0S")
            .build()
            .getConfigMapping(CallConfig.class);
    RetryPolicy impatient = new RetryPolicy(atOnce, () -> 0);
    for (int attempt : new int[] {1, 2, 70}) {
      assertThat(impatient.decide(new Outcome.Unknown("time-out"), attempt).again())
          .contains(Duration.ZERO);
    }
  }

  @Test
  void anUncertainLeadWaitsTwiceAsLongAfterEachRequest() {
    Outcome unknown = new Outcome.Unknown("time-out");
    assertThat(policy.decide(unknown, 2).again()).contains(Duration.ofMinutes(4));
    assertThat(policy.decide(unknown, 5).again()).contains(Duration.ofMinutes(32));
    assertThat(policy.decide(unknown, 6).again()).contains(Duration.ofHours(1));
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
