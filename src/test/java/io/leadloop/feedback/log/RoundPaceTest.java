package io.leadloop.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundPaceTest {
  private static final int POLLED_AT_MOST = 500;
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private long now;
  private final RoundPace pace = new RoundPace(() -> now);

  @Test
  void theFirstRoundAndOneAfterAPauseBeginAtOnce() {
    assertThat(pace.nanosUntilNext()).isNotPositive();
    pace.begins(1, false);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(pace.nanosUntilNext()).isNotPositive();
    pace.begins(1, false);
    assertThat(pace.nanosUntilNext()).isEqualTo(RoundPace.LONGEST.toNanos());
  }

  @Test
  void theNextRoundFollowsAFullOneAtOnce() {
    pace.begins(POLLED_AT_MOST, true);
    assertThat(pace.nanosUntilNext()).isNotPositive();
  }

  @Test
  void roundsShareTheirCostWhereFeedbackIsRareAndHurryWhereItIsNot() {
    assertThat(roundsPerSecond(1)).isEqualTo(1);
    assertThat(roundsPerSecond(60)).isBetween(4, 6);
    assertThat(roundsPerSecond(200)).isBetween(15, 18);
    assertThat(roundsPerSecond(1_000)).isBetween(38, 40);
    assertThat(roundsPerSecond(60_000)).isGreaterThan(110);
  }

  @Property(tries = 100)
  void noFeedbackWaitsLongerThanTheBound(@ForAll @IntRange(min = 1, max = 5_000) int perSecond) {
    assertThat(rounds(arrivals(perSecond)).longest).isLessThanOrEqualTo(201 * MILLI);
  }

  private int roundsPerSecond(int records) {
    return rounds(arrivals(records)).count / 10;
  }

  private static List<Long> arrivals(int perSecond) {
    return DoubleStream.iterate(0, at -> at + 1e9 / perSecond)
        .limit(10L * perSecond)
        .mapToLong(at -> (long) at)
        .boxed()
        .toList();
  }

  /** A consumer that takes what has arrived, in rounds that take no time. */
  private Rounds rounds(List<Long> arrivals) {
    now = 0;
    RoundPace paced = new RoundPace(() -> now);
    Rounds rounds = new Rounds();
    int taken = 0;
    while (taken < arrivals.size()) {
      now = Math.max(now + Math.max(0, paced.nanosUntilNext()), arrivals.get(taken));
      List<Long> batch = new ArrayList<>();
      while (taken < arrivals.size()
          && arrivals.get(taken) <= now
          && batch.size() < POLLED_AT_MOST) {
        batch.add(arrivals.get(taken++));
      }
      rounds.longest = Math.max(rounds.longest, now - batch.get(0));
      rounds.count++;
      paced.begins(batch.size(), batch.size() == POLLED_AT_MOST);
    }
    return rounds;
  }

  private static final class Rounds {
    private int count;
    private long longest;
  }
}
