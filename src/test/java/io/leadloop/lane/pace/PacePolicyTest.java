package io.leadloop.lane.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacePolicyTest {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final int QUOTA = 100;
  private static final PaceState UNTROUBLED = new PaceState(Instant.EPOCH, Optional.empty());

  private final PacePolicy policy = new PacePolicy(WINDOW);

  @Test
  void oneRefusalLeavesTheWholeQuota() {
    PaceState state = refused(UNTROUBLED, 0, 0.1, 2, 7, 7);
    assertThat(state.pausedUntil()).isEqualTo(at(2.1));
    assertThat(pace(state, 2.1)).isGreaterThanOrEqualTo(QUOTA);
    assertThat(pace(state, 63)).isNull();
  }

  @Test
  void theRefusalsOfOneBurstAreOneObjection() {
    PaceState state = refused(UNTROUBLED, 0, 0.1, 2, 7, 7);
    for (int i = 0; i < 20; i++) {
      state = refused(state, 0, 0.2, 3, 7, 7);
    }
    assertThat(state.pausedUntil()).isEqualTo(at(3.2));
    assertThat(pace(state, 3.2)).isGreaterThanOrEqualTo(QUOTA);
  }

  /** Five requests in half a second, and then a second to wait. */
  @Test
  void aSecondRefusalAfterThePauseMeasuresALimitPerSecond() {
    PaceState state = refused(UNTROUBLED, 0, 0, 1, 5, 5);
    state = refused(state, 1.4, 1.5, 1, 5, 10);
    assertThat(pace(state, 2.5)).isEqualTo(200);
  }

  /** After the pause nothing goes through: what was taken in the window is all there is. */
  @Test
  void aSecondRefusalAfterThePauseMeasuresAForeignUser() {
    PaceState state = refused(UNTROUBLED, 0, 0, 1, 40, 40);
    state = refused(state, 1, 1.1, 1, 0, 40);
    assertThat(pace(state, 2.1)).isEqualTo(40);
  }

  @Test
  void aPaceThatIsRefusedAlthoughItIsKeptShrinks() {
    PaceState state = new PaceState(at(0), Optional.of(new LanePace(40, at(60))));
    assertThat(pace(refused(state, 30, 30, 1, 20, 40), 31)).isEqualTo(38);
  }

  @Test
  void aPaceThatGrewTooFarGoesHalfTheWayBack() {
    PaceState state = new PaceState(at(0), Optional.of(new LanePace(200, at(60))));
    int grown = pace(state, 72);
    assertThat(grown).isEqualTo(264);
    assertThat(pace(refused(state, 72, 72.1, 1, 90, 100), 74)).isEqualTo(232);
  }

  @Test
  void theQuotaIsWholeWithinTwoWindowsAfterTheLastRefusal() {
    PaceState state = refused(UNTROUBLED, 0, 0, 1, 40, 40);
    state = refused(state, 1, 1.1, 1, 0, 1);
    assertThat(pace(state, 2.1)).isEqualTo(1);
    assertThat(pace(state, 121.1)).isNull();
  }

  @Test
  void aRefusalLongAfterTheOtherIsAFirstOne() {
    PaceState state = refused(UNTROUBLED, 0, 0, 1, 40, 40);
    assertThat(pace(refused(state, 200, 200, 1, 40, 40), 201)).isGreaterThanOrEqualTo(QUOTA);
  }

  private PaceState refused(
      PaceState before, double claimed, double at, double retryAfter, int since, int inWindow) {
    Refusal refusal = new Refusal(at(claimed), at(at), at(at + retryAfter), since, inWindow);
    return policy.refused(before, refusal, QUOTA);
  }

  private static Integer pace(PaceState state, double seconds) {
    return state.pace().orElseThrow().at(at(seconds), QUOTA, WINDOW).stream()
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }
}
