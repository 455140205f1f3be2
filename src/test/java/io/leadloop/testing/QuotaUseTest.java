package io.leadloop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QuotaUseTest {
  private static final int QUOTA = 100;
  private static final long BETWEEN = Duration.ofMillis(20).toNanos();
  private static final double TOLERANCE = 0.001;

  private final List<Long> arrivals = new ArrayList<>();

  @Test
  void aWholeWindowfulAMinuteIsAllOfTheQuota() {
    burst(0, QUOTA);
    burst(60, QUOTA);
    burst(120, QUOTA);
    assertThat(part()).hasValueCloseTo(1.0, within(TOLERANCE));
  }

  @Test
  void oneRequestFewerInEachMinuteIsAHundredthLess() {
    burst(0, QUOTA - 1);
    burst(60, QUOTA - 1);
    burst(120, QUOTA - 1);
    burst(180, 10);
    assertThat(part()).hasValueCloseTo(0.99, within(TOLERANCE));
  }

  @Test
  void minutesThatDifferCountTogether() {
    burst(0, QUOTA);
    burst(60, QUOTA - 1);
    burst(120, QUOTA);
    assertThat(part()).hasValueCloseTo(0.995, within(TOLERANCE));
  }

  @Test
  void burstsThatComeLateUseLess() {
    burst(0, QUOTA);
    burst(66, QUOTA);
    burst(132, QUOTA);
    assertThat(part()).hasValueCloseTo(60.0 / 66, within(TOLERANCE));
  }

  @Test
  void aSteadyStreamCountsLikeBursts() {
    for (int i = 0; i < 5 * QUOTA; i++) {
      arrivals.add(i * Duration.ofMillis(600).toNanos());
    }
    assertThat(part()).hasValueCloseTo(1.0, within(TOLERANCE));
  }

  @Test
  void aWindowfulThatTheEndMayHaveCutDoesNotCount() {
    burst(0, QUOTA);
    burst(60, QUOTA);
    burst(120, QUOTA / 2);
    assertThat(part()).hasValueCloseTo(1.0, within(TOLERANCE));
  }

  /** A run of 62 seconds was once reported as 13939.46 % of the quota. */
  @Test
  void oneMinuteAndTheBeginningOfAnotherShowNothing() {
    assertThat(part()).isEmpty();
    burst(0, QUOTA - 1);
    assertThat(part()).isEmpty();
    burst(60, 1);
    assertThat(part()).isEmpty();
    for (int i = 1; i < QUOTA - 1; i++) {
      arrivals.add(Duration.ofSeconds(60).toNanos() + i * BETWEEN);
      assertThat(part()).isEmpty();
    }
  }

  private OptionalDouble part() {
    return new QuotaUse(arrivals, QUOTA, Duration.ofMinutes(1)).part();
  }

  /** So many, one after the other, from this second. */
  private void burst(int second, int count) {
    for (int i = 0; i < count; i++) {
      arrivals.add(Duration.ofSeconds(second).toNanos() + i * BETWEEN);
    }
  }
}
