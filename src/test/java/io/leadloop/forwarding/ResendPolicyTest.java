package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneEffect;
import io.leadloop.lane.RetryDecision;
import io.leadloop.lane.RetryDecision.Next;
import io.leadloop.lane.RetryPolicy;
import io.leadloop.oplead.answer.Outcome;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResendPolicyTest {
  private static final int RESENDS = 3;
  private static final Outcome UNKNOWN = new Outcome.Unknown("time-out");
  private static final CallConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(CallConfig.class)
          .build()
          .getConfigMapping(CallConfig.class);

  private final RetryPolicy retries = new RetryPolicy(CONFIG, () -> 0);
  private final ResendPolicy policy = new ResendPolicy(CONFIG, RESENDS, retries, false);
  private final ResendPolicy withLookUp = new ResendPolicy(CONFIG, RESENDS, retries, true);

  @Test
  void aLeadIsSentAgainThreeTimesAfterUnknownOutcomesAndLaterEachTime() {
    for (int unanswered = 0; unanswered < RESENDS; unanswered++) {
      RetryDecision decision = policy.decide(UNKNOWN, 7, unanswered);
      assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
      assertThat(decision.again()).contains(Duration.ofMinutes(2L << unanswered));
      assertThat(decision.counts()).isTrue();
    }
  }

  @Test
  void aLeadWhoseRequestsAllHadAnUnknownOutcomeStaysUncertain() {
    RetryDecision decision = policy.decide(UNKNOWN, 4, RESENDS);
    assertThat(decision)
        .isEqualTo(
            new RetryDecision(
                Next.UNCERTAIN,
                Optional.empty(),
                true,
                Optional.of("time-out; not sent again by itself"),
                new LaneEffect.None()));
  }

  @Property
  void everyOtherOutcomeMeansWhatItMeansAnyway(
      @ForAll("outcomesThatSayNothingOfTheLead") Outcome outcome,
      @ForAll @IntRange(min = 1) int attempt,
      @ForAll @IntRange(max = 10) int unanswered) {
    assertThat(policy.decide(outcome, attempt, unanswered))
        .isEqualTo(retries.decide(outcome, attempt));
  }

  /** The look-up after the last request may yet find it. */
  @Test
  void whereOpleadCanBeAskedItIsAskedAfterTheLastRequest() {
    RetryDecision decision = withLookUp.decide(UNKNOWN, 4, RESENDS);
    assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
    assertThat(decision.again()).contains(Duration.ofMinutes(16));
  }

  @Test
  void anUncertainLeadThatIsFoundIsForwarded() {
    RetryDecision decision = withLookUp.decideLookUp(new Outcome.Accepted(Optional.of("7")), 2, 1);
    assertThat(decision.next()).isEqualTo(Next.DONE);
    assertThat(decision.counts()).isFalse();
  }

  @Test
  void anUncertainLeadThatIsAbsentIsDueAtOnceWhileItMayBeSentAgain() {
    RetryDecision decision = withLookUp.decideLookUp(new Outcome.Absent(), 2, RESENDS);
    assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
    assertThat(decision.again()).contains(Duration.ZERO);
    assertThat(decision.counts()).isFalse();
  }

  @Test
  void anUncertainLeadThatIsAbsentAfterTheLastRequestStaysUncertain() {
    RetryDecision decision = withLookUp.decideLookUp(new Outcome.Absent(), 5, RESENDS + 1);
    assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
    assertThat(decision.again()).isEmpty();
    assertThat(decision.counts()).isFalse();
  }

  @Property
  void aLookUpThatSaysNothingLeavesTheLeadUncertainAndIsNoAttempt(
      @ForAll("outcomesThatSayNothingOfTheLead") Outcome outcome,
      @ForAll @IntRange(min = 1) int attempt) {
    RetryDecision decision = withLookUp.decideLookUp(outcome, attempt, RESENDS + 1);
    assertThat(decision.next()).isEqualTo(Next.UNCERTAIN);
    assertThat(decision.again()).isPresent();
    assertThat(decision.counts()).isFalse();
    assertThat(decision.lane()).isEqualTo(retries.decide(outcome, attempt).lane());
  }

  @Provide
  Arbitrary<Outcome> outcomesThatSayNothingOfTheLead() {
    Arbitrary<Optional<Duration>> waits =
        Arbitraries.integers().between(0, 10_000).map(Duration::ofSeconds).optional();
    return Arbitraries.oneOf(
        waits.map(wait -> new Outcome.Throttled(wait, true)),
        waits.map(wait -> new Outcome.Unavailable("500", wait)),
        Arbitraries.just(new Outcome.TokenRefused("401")),
        Arbitraries.just(new Outcome.NotAsked("breaker", Duration.ofSeconds(10))));
  }
}
