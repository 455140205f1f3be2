package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.CustomerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InFlightCallsTest {
  private static final CustomerId ONE = new CustomerId(UUID.randomUUID());
  private static final CustomerId OTHER = new CustomerId(UUID.randomUUID());

  private final InFlightCalls calls = new InFlightCalls();

  @Test
  void heldRoomCountsAsCallsUntilItIsReleased() {
    Map<CustomerId, Integer> held = calls.hold(Map.of(ONE, 200, OTHER, 1), 150, 1000);
    assertThat(held).containsOnly(Map.entry(ONE, 150), Map.entry(OTHER, 1));
    assertThat(calls.count()).isEqualTo(151);
    assertThat(calls.count(ONE)).isEqualTo(150);
    assertThat(calls.hold(Map.of(ONE, 1), 150, 1000)).as("the lane is full").isEmpty();
    assertThat(calls.snapshot().calls()).containsEntry(ONE, 150);

    calls.release(held);
    assertThat(calls.count()).isZero();
    assertThat(calls.snapshot().calls()).isEmpty();
  }

  @Test
  void noMoreIsHeldThanThereIsRoomForInAll() {
    Map<CustomerId, Integer> held = calls.hold(Map.of(ONE, 3, OTHER, 3), 10, 4);
    assertThat(total(held)).isEqualTo(4);
    calls.release(held);
  }

  /**
   * Otherwise each lead that arrives during a poll waits for another poll, during which more
   * arrive.
   */
  @Test
  void roomIsHeldDuringAPollInTheLanesThatItHasNotLocked() {
    calls.beginClaim(1000);
    Map<CustomerId, Integer> before = calls.hold(Map.of(ONE, 1), 10, 1000);
    assertThat(before).as("the poll has no lane yet").containsOnly(Map.entry(ONE, 1));

    assertThat(calls.claimIn(List.of(ONE)).calls(ONE)).as("counts for the poll").isEqualTo(1);
    assertThat(calls.hold(Map.of(ONE, 1, OTHER, 1), 10, 1000)).containsOnly(Map.entry(OTHER, 1));

    calls.endClaim();
    assertThat(calls.hold(Map.of(ONE, 1), 10, 1000)).containsOnly(Map.entry(ONE, 1));
  }

  /** A poll may add all that it was given, whatever is held meanwhile. */
  @Property
  void aPollAndWhatIsHeldDuringItNeverTakeMoreThanThereIs(
      @ForAll @IntRange(max = 300) int inAll, @ForAll @IntRange(max = 300) int before) {
    InFlightCalls counted = new InFlightCalls();
    int earlier = total(counted.hold(Map.of(ONE, before), 1000, inAll));
    int polled = counted.beginClaim(inAll);
    int held = total(counted.hold(Map.of(OTHER, 1000), 1000, inAll));
    assertThat(earlier + polled + held).isEqualTo(inAll);
    assertThat(polled).isGreaterThanOrEqualTo(held);
    assertThat(held).isLessThanOrEqualTo(InFlightCalls.LEFT_BY_A_CLAIM);
    counted.endClaim();
    assertThat(total(counted.hold(Map.of(OTHER, 1000), 2000, inAll))).isEqualTo(polled);
  }

  private static int total(Map<CustomerId, Integer> held) {
    return held.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void theEndWaitsForHeldRoomAndNothingIsHeldAfterIt() throws InterruptedException {
    Map<CustomerId, Integer> held = calls.hold(Map.of(ONE, 1), 10, 10);
    assertThat(calls.awaitEnd(Duration.ofMillis(1))).isFalse();
    calls.release(calls.hold(Map.of(OTHER, 1), 10, 10));
    assertThat(calls.count(OTHER)).isZero();
    assertThat(calls.count(ONE)).isEqualTo(1);
    calls.release(held);
    assertThat(calls.count()).isZero();
  }
}
