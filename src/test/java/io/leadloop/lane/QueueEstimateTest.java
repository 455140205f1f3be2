package io.leadloop.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QueueEstimateTest {
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void whatFitsIntoAnUnusedQuotaIsSentAtOnce() {
    QueueEstimate idle = lane(100, 0, NOW.minusSeconds(600), NOW.minusSeconds(600));
    assertThat(turn(idle, 0)).isEqualTo(NOW);
    assertThat(turn(idle, 99)).isEqualTo(NOW);
  }

  @Test
  void whatDoesNotFitWaitsForTheNextWindows() {
    QueueEstimate idle = lane(100, 0, NOW.minusSeconds(600), NOW.minusSeconds(600));
    assertThat(turn(idle, 100)).isEqualTo(NOW.plus(WINDOW));
    assertThat(turn(idle, 199)).isEqualTo(NOW.plus(WINDOW));
    assertThat(turn(idle, 250)).isEqualTo(NOW.plus(WINDOW.multipliedBy(2)));
  }

  @Test
  void aQuotaThatWasUsedUpAtOnceComesBackAtOnce() {
    QueueEstimate spent = lane(100, 100, NOW.minusSeconds(20), NOW.minusSeconds(20));
    assertThat(turn(spent, 0)).isEqualTo(NOW.plusSeconds(40));
    assertThat(turn(spent, 99)).isEqualTo(NOW.plusSeconds(40));
    assertThat(turn(spent, 100)).isEqualTo(NOW.plusSeconds(100));
  }

  @Test
  void aQuotaThatIsUsedEvenlyComesBackEvenly() {
    QueueEstimate steady = lane(61, 61, NOW.minusSeconds(60).plusMillis(1), NOW.plusMillis(1));
    assertThat(turn(steady, 0)).isEqualTo(NOW.plusMillis(1));
    assertThat(turn(steady, 30)).isEqualTo(NOW.plusSeconds(30).plusMillis(1));
  }

  @Test
  void whatLeftTheWindowIsFreeAgain() {
    QueueEstimate earlier = lane(100, 100, NOW.minusSeconds(61), NOW.minusSeconds(61));
    assertThat(turn(earlier, 99)).isEqualTo(NOW);
  }

  @Test
  void whileOpleadWantsToBeLeftAloneNothingIsSent() {
    QueueEstimate asleep = outlook(true, 100, Optional.empty(), 0, NOW, NOW.plusSeconds(30));
    assertThat(turn(asleep, 5)).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void aLaneWithAPaceSendsOneAfterTheOther() {
    QueueEstimate perSecond = outlook(true, 100, Optional.of(200), 0, NOW.minusSeconds(600), NOW);
    assertThat(turn(perSecond, 40)).isEqualTo(NOW.plusSeconds(12));
  }

  @Test
  void aLaneWhoseTokenSomebodyElseUsesTakesAWindowForWhatIsLeft() {
    QueueEstimate shared = outlook(true, 100, Optional.of(40), 0, NOW.minusSeconds(600), NOW);
    assertThat(turn(shared, 39)).isBetween(NOW.plusSeconds(50), NOW.plusSeconds(60));
    assertThat(turn(shared, 400)).isEqualTo(NOW.plusSeconds(600));
  }

  @Test
  void whatALaneSentBeforeItHadAPaceStillCounts() {
    QueueEstimate spent = outlook(true, 100, Optional.of(40), 40, NOW.minusSeconds(10), NOW);
    assertThat(turn(spent, 0)).isEqualTo(NOW.plusSeconds(50));
  }

  @Test
  void aLaneThatIsNotOpenPromisesNothing() {
    QueueEstimate paused = outlook(false, 100, Optional.empty(), 0, NOW, Instant.EPOCH);
    assertThat(paused.turn(0, NOW, WINDOW)).isEmpty();
  }

  @Property
  void theEstimateOfALaneThatIsUsedToTheFullIsExact(
      @ForAll @IntRange(min = 1, max = 200) int quota,
      @ForAll @IntRange(min = 0, max = 1000) int ahead,
      @ForAll @IntRange(min = 0, max = 59_999) int sinceBurst) {
    Instant burst = NOW.minusMillis(sinceBurst);
    QueueEstimate lane = lane(quota, quota, burst, burst);
    assertThat(turn(lane, ahead)).isEqualTo(simulated(quota, ahead, burst));
  }

  /** Sends one lead after the other as early as a sliding log of the last ones allows. */
  private static Instant simulated(int quota, int ahead, Instant burst) {
    Deque<Instant> log = new ArrayDeque<>();
    for (int i = 0; i < quota; i++) {
      log.add(burst);
    }
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i <= ahead; i++) {
      Instant free = log.remove().plus(WINDOW);
      sent.add(free.isAfter(NOW) ? free : NOW);
      log.add(sent.get(i));
    }
    return sent.get(ahead);
  }

  private static QueueEstimate lane(int quota, int used, Instant oldest, Instant newest) {
    return new QueueEstimate(
        true, 0, quota, Optional.empty(), used, oldest, newest, Instant.EPOCH, Optional.empty());
  }

  private static QueueEstimate outlook(
      boolean open, int quota, Optional<Integer> pace, int used, Instant log, Instant sleepsUntil) {
    return new QueueEstimate(open, 0, quota, pace, used, log, log, sleepsUntil, Optional.empty());
  }

  private static Instant turn(QueueEstimate lane, long ahead) {
    return lane.turn(ahead, NOW, WINDOW).orElseThrow();
  }
}
