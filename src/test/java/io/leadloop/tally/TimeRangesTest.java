package io.leadloop.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangesTest {
  @ParameterizedTest
  @CsvSource({
    "-5000, 0, 0",
    "0, 0, 0",
    "999, 0, 0",
    "1000, 1, 1",
    "1400, 1, 1",
    "1415, 2, 2",
    "1999, 2, 2",
    "2000, 3, 2",
    "2829, 4, 3",
    "4000, 5, 5",
    "8000, 7, 10",
    "60000, 12, 54",
    "64000, 13, 76",
    "3600000, 24, 3444",
    "86400000, 33, 77936",
    "8388608000, 47, 9975792",
    "9000000000000, 47, 9975792"
  })
  void aDurationIsInOneRange(long millis, int range, long middle) {
    assertThat(TimeRanges.of(Duration.ofMillis(millis))).isEqualTo(range);
    assertThat(TimeRanges.middle(range)).isEqualTo(Duration.ofSeconds(middle));
  }

  /** To the second, which counts most in the first ranges. */
  @Property
  void theMiddleIsWithinTheStatedPart(
      @ForAll @LongRange(min = 0, max = 8_388_608_000L) long millis) {
    double middle = TimeRanges.middle(TimeRanges.of(Duration.ofMillis(millis))).toSeconds();
    double seconds = millis / 1000.0;
    assertThat(middle).isBetween(seconds * 0.84 - 1, seconds * 1.19 + 1);
  }

  @Property
  void longerIsNeverInAnEarlierRange(
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long one,
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long other) {
    int shorter = TimeRanges.of(Duration.ofMillis(Math.min(one, other)));
    int longer = TimeRanges.of(Duration.ofMillis(Math.max(one, other)));
    assertThat(longer).isGreaterThanOrEqualTo(shorter);
  }
}
