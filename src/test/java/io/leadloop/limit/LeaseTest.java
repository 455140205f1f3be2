package io.leadloop.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final long SECOND = 1_000_000_000;
  private static final IntakeLimit LIMIT = new IntakeLimit(600, 1000);

  private final Lease lease = new Lease();

  @Test
  void whatWasLeasedIsSpentWithoutAsking() {
    lease.adopt(LIMIT);
    lease.add(new Leased(3, 300_000), 3, 0);
    assertThat(lease.take(2, 0)).isEqualTo(2);
    assertThat(lease.take(2, SECOND)).isEqualTo(1);
    assertThat(lease.take(1, SECOND)).isZero();
    assertThat(lease.pause(1, SECOND)).isZero();
  }

  @Test
  void whatIsNotSpentInTimeLapses() {
    lease.adopt(LIMIT);
    lease.add(new Leased(3, 300_000), 3, 0);
    assertThat(lease.take(1, SECOND + 1)).isZero();
  }

  @Test
  void aLeaseThatLastsForNoTimeIsFollowedByALargerOne() {
    lease.adopt(LIMIT);
    assertThat(lease.ask(1, 0)).isEqualTo(1);
    for (int expected : new int[] {2, 4, 8, 16, 32, 64, 100, 100}) {
      lease.add(new Leased(0, 0), 0, 0);
      assertThat(lease.ask(1, SECOND - 1)).isEqualTo(expected);
    }
    assertThat(lease.ask(300, SECOND - 1)).isEqualTo(300);
  }

  @Test
  void aSlowProviderLosesNothingToLeasesThatLapse() {
    lease.adopt(LIMIT);
    assertThat(lease.ask(1, 0)).isEqualTo(1);
    lease.add(new Leased(1, 100_000), 1, 0);
    assertThat(lease.ask(1, SECOND)).isEqualTo(1);
  }

  @Test
  void aSmallBurstIsLeasedOneByOne() {
    lease.adopt(new IntakeLimit(60, 19));
    lease.ask(1, 0);
    lease.add(new Leased(1, 0), 1, 0);
    assertThat(lease.ask(1, 1)).isEqualTo(1);
    assertThat(lease.ask(100, 1)).isEqualTo(19);
  }

  @Test
  void theNextLargeLeaseIsAskedForBeforeTheLastOneIsSpent() {
    lease.adopt(LIMIT);
    for (int size = 1; size < 64; size *= 2) {
      lease.ask(1, 0);
      lease.add(new Leased(0, 0), 0, 0);
    }
    lease.add(new Leased(32, 0), 32, 0);
    lease.take(24, 0);
    assertThat(lease.isLow(0)).isFalse();
    lease.take(1, 0);
    assertThat(lease.isLow(0)).isTrue();
  }

  @Test
  void untilThereIsSomethingAgainAskingIsOfNoUse() {
    lease.adopt(new IntakeLimit(60, 5));
    lease.add(new Leased(0, 5_000_000), 1, 0);
    assertThat(lease.pause(1, 0)).isEqualTo(SECOND);
    assertThat(lease.pause(1, SECOND - 1)).isEqualTo(1);
    assertThat(lease.pause(1, SECOND)).isZero();
  }

  @Test
  void aFloodAtAHighRateDoesNotAskForEachPermit() {
    lease.adopt(new IntakeLimit(60_000, 100));
    lease.add(new Leased(0, 100_000), 1, 0);
    assertThat(lease.pause(1, 0)).isEqualTo(SECOND / 100);
  }

  @Test
  void anotherLimitEndsTheRefusal() {
    lease.adopt(new IntakeLimit(1, 1));
    lease.add(new Leased(0, 60_000_000), 1, 0);
    lease.adopt(new IntakeLimit(1, 1));
    assertThat(lease.pause(1, 0)).isEqualTo(60 * SECOND);
    lease.adopt(new IntakeLimit(1, 2));
    assertThat(lease.pause(1, 0)).isZero();
  }
}
