package io.leadloop.lane.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jboss.logging.Logger;

/**
 * The pace against a token that somebody else uses, or that may be used only so often in a second:
 * in the long run at most one request in ten is refused, and at least 95 % of the free quota is
 * used.
 */
class PaceModelTest {
  private static final Logger LOG = Logger.getLogger(PaceModelTest.class);
  private static final int QUOTA = 100;
  private static final int WINDOWS = 60;
  private static final double REFUSED_AT_MOST = 0.1;
  private static final double USED_AT_LEAST = 0.95;
  private static double mostRefused;
  private static double leastUsed = 1;

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void aForeignUserAtAConstantRate(@ForAll @IntRange(min = 1, max = 90) int perWindow) {
    holds("constant " + perWindow, 0, PaceModel.constant(perWindow), USED_AT_LEAST);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void aForeignUserWhoComesInBurstsInEachWindow(@ForAll @IntRange(min = 1, max = 80) int burst) {
    holds("burst in each window " + burst, 0, PaceModel.bursts(burst, 1), USED_AT_LEAST);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void aForeignUserWhoComesInABurstNowAndThen(
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @IntRange(min = 10, max = 15) int every) {
    holds("burst %d every %d".formatted(burst, every), 0, PaceModel.bursts(burst, every), 0.95);
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void aForeignUserWhoStopsAndStarts(
      @ForAll @IntRange(min = 10, max = 80) int perWindow,
      @ForAll @IntRange(min = 10, max = 15) int windows) {
    holds(
        "%d on and off every %d".formatted(perWindow, windows),
        0,
        PaceModel.onAndOff(perWindow, windows),
        USED_AT_LEAST);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void aLimitPerSecondThatLeavesTheQuota(@ForAll @IntRange(min = 2, max = 40) int second) {
    holds(second + " per second", second, PaceModel.constant(0), USED_AT_LEAST);
  }

  /**
   * The pace spreads requests evenly and keeps a distance to the limit, which costs a part of it.
   */
  @Property(tries = 1)
  void aLimitPerSecondBelowTheQuota() {
    holds("1 per second", 1, PaceModel.constant(0), 0.8);
  }

  @Property(tries = 1)
  void anUndisturbedLaneHasNoPace() {
    PaceModel.Result alone = new PaceModel(QUOTA, 0, PaceModel.constant(0)).run(10);
    assertThat(alone.refused()).isZero();
    assertThat(alone.taken()).isEqualTo(10 * QUOTA);
  }

  @AfterContainer
  static void report() {
    LOG.infof("refused at most %.1f %%, used at least %.1f %%", 100 * mostRefused, 100 * leastUsed);
  }

  private static void holds(
      String name, int second, LongUnaryOperator foreign, double usedAtLeast) {
    PaceModel.Result result = new PaceModel(QUOTA, second, foreign).run(WINDOWS);
    LOG.infof(
        "%s: refused %.1f %%, used %.1f %%",
        name, 100 * result.refusedRatio(), 100 * result.usedRatio());
    mostRefused = Math.max(mostRefused, result.refusedRatio());
    leastUsed = Math.min(leastUsed, result.usedRatio());
    assertThat(result.refusedRatio()).as(name).isLessThanOrEqualTo(REFUSED_AT_MOST);
    assertThat(result.usedRatio()).as(name).isGreaterThanOrEqualTo(usedAtLeast);
  }
}
