package io.leadloop.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.forwarding.Verdict.LaneOrder;
import io.leadloop.lead.LeadState;
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
  private static final ForwardingConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(ForwardingConfig.class)
          .build()
          .getConfigMapping(ForwardingConfig.class);

  private final RetryPolicy retries = new RetryPolicy(CONFIG, () -> 0);
  private final ResendPolicy policy = new ResendPolicy(CONFIG, retries, false);
  private final ResendPolicy withLookUp = new ResendPolicy(CONFIG, retries, true);

  @Test
  void aLeadIsSentAgainThreeTimesAfterUnknownOutcomesAndLaterEachTime() {
    for (int unanswered = 0; unanswered < RESENDS; unanswered++) {
      Verdict verdict = policy.decide(UNKNOWN, 7, unanswered);
      assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
      assertThat(verdict.again()).contains(Duration.ofMinutes(2L << unanswered));
      assertThat(verdict.counts()).isTrue();
    }
  }

  @Test
  void aLeadWhoseRequestsAllHadAnUnknownOutcomeStaysUncertain() {
    Verdict verdict = policy.decide(UNKNOWN, 4, RESENDS);
    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                LeadState.UNCERTAIN,
                Optional.empty(),
                true,
                Optional.of("time-out; not sent again by itself"),
                new LaneOrder.GoOn()));
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
    Verdict verdict = withLookUp.decide(UNKNOWN, 4, RESENDS);
    assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
    assertThat(verdict.again()).contains(Duration.ofMinutes(16));
  }

  @Test
  void anUncertainLeadThatIsFoundIsForwarded() {
    Verdict verdict = withLookUp.decideLookUp(new Outcome.Accepted(Optional.of("7")), 2, 1);
    assertThat(verdict.state()).isEqualTo(LeadState.FORWARDED);
    assertThat(verdict.counts()).isFalse();
  }

  @Test
  void anUncertainLeadThatIsAbsentIsDueAtOnceWhileItMayBeSentAgain() {
    Verdict verdict = withLookUp.decideLookUp(new Outcome.Absent(), 2, RESENDS);
    assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
    assertThat(verdict.again()).contains(Duration.ZERO);
    assertThat(verdict.counts()).isFalse();
  }

  @Test
  void anUncertainLeadThatIsAbsentAfterTheLastRequestStaysUncertain() {
    Verdict verdict = withLookUp.decideLookUp(new Outcome.Absent(), 5, RESENDS + 1);
    assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
    assertThat(verdict.again()).isEmpty();
    assertThat(verdict.counts()).isFalse();
  }

  @Property
  void aLookUpThatSaysNothingLeavesTheLeadUncertainAndIsNoAttempt(
      @ForAll("outcomesThatSayNothingOfTheLead") Outcome outcome,
      @ForAll @IntRange(min = 1) int attempt) {
    Verdict verdict = withLookUp.decideLookUp(outcome, attempt, RESENDS + 1);
    assertThat(verdict.state()).isEqualTo(LeadState.UNCERTAIN);
    assertThat(verdict.again()).isPresent();
    assertThat(verdict.counts()).isFalse();
    assertThat(verdict.lane()).isEqualTo(retries.decide(outcome, attempt).lane());
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
