package io.leadloop.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.time.Duration;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeLimitTest {
  private static final IntakeLimit SMALL = new IntakeLimit(60, 5);

  @Test
  void thePolicyTellsTheBurstAndTheSecondsInWhichItComesBack() {
    assertThat(SMALL.policy()).isEqualTo("\"leads\";q=5;w=5");
    assertThat(new IntakeLimit(7, 1).policy()).isEqualTo("\"leads\";q=1;w=9");
    assertThat(new IntakeLimit(6_000_000, 1_000_000).policy())
        .isEqualTo("\"leads\";q=1000000;w=10");
  }

  @Test
  void theRateLimitTellsWhatIsLeftAndWhenAllOfItIs() {
    assertThat(new Allowance(SMALL, true, 3, 0, 1_000_001).rateLimit())
        .isEqualTo("\"leads\";r=3;t=2");
    assertThat(new Allowance(SMALL, true, 5, 0, 0).rateLimit()).isEqualTo("\"leads\";r=5;t=0");
  }

  @Test
  void aRefusalSaysInWholeSecondsWhenToComeBack() {
    Allowance none = new Allowance(SMALL, false, 0, 1_200_000, 5_000_000);
    ProblemException refusal = catchThrowableOfType(ProblemException.class, none::require);
    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(2));
    assertThat(refusal).hasMessage("At most 5 leads at once and 60 a minute.");
  }

  /** Regression: a limit of 60 leads a minute refused the first after a million leads. */
  @ParameterizedTest
  @CsvSource({
    ",, 6000000, 1000000",
    "60,, 60, 60",
    "60, 5, 60, 5",
    "60, 600, 60, 600",
    ", 5, 6000000, 5",
    "2000000,, 2000000, 1000000",
  })
  void aProvidersOwnLeadsAMinuteAreItsBurstUnlessItHasOne(
      Integer own, Integer ownBurst, int perMinute, int burst) {
    assertThat(IntakeLimit.of(optional(own), optional(ownBurst), new Defaults()))
        .isEqualTo(new IntakeLimit(perMinute, burst));
  }

  private static OptionalInt optional(Integer limit) {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private record Defaults() implements IntakeLimitConfig {
    @Override
    public int leadsPerMinute() {
      return 6_000_000;
    }

    @Override
    public int burst() {
      return 1_000_000;
    }
  }

  @Test
  void theLargestLimitDoesNotOverflow() {
    IntakeLimit most = new IntakeLimit(1, Integer.MAX_VALUE);
    assertThat(most.free(0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(most.free(most.refill(Integer.MAX_VALUE))).isZero();
    assertThat(new IntakeLimit(Integer.MAX_VALUE, Integer.MAX_VALUE).free(Long.MAX_VALUE)).isZero();
  }

  @Test
  void aFloodAtAHighRateDoesNotAskForEachPermit() {
    assertThat(new IntakeLimit(60_000, 100).pause(1, 100_000)).isEqualTo(Duration.ofMillis(10));
    assertThat(new IntakeLimit(60_000, 1).pause(1, 1_000)).isEqualTo(Duration.ofMillis(1));
  }

  @Property
  void theWaitForLeadsIsExactlyWhatTheyNeed(
      @ForAll @IntRange(min = 1, max = 100_000) int perMinute,
      @ForAll @IntRange(min = 1, max = 1000) int burst,
      @ForAll @IntRange(min = 1, max = 1000) int leads,
      @ForAll @LongRange(max = 100_000_000) long spent) {
    IntakeLimit limit = new IntakeLimit(perMinute, burst);
    int wanted = Math.min(leads, burst);
    long wait = limit.untilFree(wanted, spent);
    assertThat(limit.free(spent - wait)).isGreaterThanOrEqualTo(wanted);
    if (wait > 0) {
      assertThat(limit.free(spent - wait + 1)).isLessThan(wanted);
    }
  }
}
