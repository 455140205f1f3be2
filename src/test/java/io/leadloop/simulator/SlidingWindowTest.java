package io.leadloop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

  @Test
  void fullQuotaAtTheEndOfOneWindowBlocksTheNext() {
    SlidingWindow window = new SlidingWindow(100, Duration.ofNanos(60));
    for (int i = 0; i < 100; i++) {
      assertThat(window.admit(59)).isZero();
    }

    assertThat(window.admit(60)).isEqualTo(Duration.ofNanos(59));
    assertThat(window.admit(118)).isEqualTo(Duration.ofNanos(1));
    assertThat(window.admit(119)).isZero();
  }

  @Test
  void refusedRequestsDoNotCount() {
    SlidingWindow window = new SlidingWindow(1, Duration.ofNanos(10));
    assertThat(window.admit(0)).isZero();
    assertThat(window.admit(9)).isEqualTo(Duration.ofNanos(1));
    assertThat(window.admit(10)).isZero();
  }

  @Property
  void admitsExactlyWhileFewerThanTheQuotaLieInTheWindow(
      @ForAll @Size(max = 60) List<@LongRange(max = 30) Long> pauses,
      @ForAll @IntRange(min = 1, max = 6) int quota,
      @ForAll @LongRange(min = 1, max = 50) long length) {
    SlidingWindow window = new SlidingWindow(quota, Duration.ofNanos(length));
    List<Long> admitted = new ArrayList<>();
    long now = 0;
    for (long pause : pauses) {
      now += pause;
      long inWindow = inWindowUpTo(now, length, admitted);
      Duration wait = window.admit(now);
      assertThat(wait.isZero()).isEqualTo(inWindow < quota);
      if (wait.isZero()) {
        admitted.add(now);
      }
    }
    assertThat(admitted).allMatch(end -> inWindowUpTo(end, length, admitted) <= quota);
  }

  @Property
  void waitIsExactlyWhatTheNextRequestNeeds(
      @ForAll @IntRange(min = 1, max = 6) int quota,
      @ForAll @Size(min = 6, max = 6) List<@LongRange(max = 8) Long> pauses) {
    SlidingWindow window = new SlidingWindow(quota, Duration.ofNanos(50));
    long now = 0;
    for (long pause : pauses.subList(0, quota)) {
      now += pause;
      assertThat(window.admit(now)).isZero();
    }
    long wait = window.admit(now).toNanos();

    assertThat(window.admit(now + wait - 1)).isEqualTo(Duration.ofNanos(1));
    assertThat(window.admit(now + wait)).isZero();
  }

  private static long inWindowUpTo(long end, long length, List<Long> times) {
    return times.stream().filter(time -> time <= end && time > end - length).count();
  }
}
