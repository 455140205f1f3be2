package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.customer.CustomerId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
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
    assertThat(held.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    calls.release(held);
  }

  /** A poll counts the room when it begins, and may take all of it. */
  @Test
  void nothingIsHeldDuringAPoll() {
    calls.beginClaim();
    Map<CustomerId, Integer> none = calls.hold(Map.of(ONE, 1), 10, 10);
    assertThat(none).isEmpty();
    calls.release(none);
    calls.endClaim();
    assertThat(calls.hold(Map.of(ONE, 1), 10, 10)).containsOnly(Map.entry(ONE, 1));
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
