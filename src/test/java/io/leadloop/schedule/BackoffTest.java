package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

  @Test
  void waitsDoubleUpToTheLongest() {
    List<Long> waits =
        IntStream.rangeClosed(1, 5).mapToObj(n -> backoff.after(n).toSeconds()).toList();
    assertThat(waits).containsExactly(1L, 2L, 4L, 5L, 5L);
  }

  @Test
  void aWaitAfterVeryManyFailuresDoesNotOverflow() {
    Backoff slow = new Backoff(Duration.ofDays(300), Duration.ofDays(400));
    assertThat(slow.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(400));
  }

  @Test
  void jitterAddsAtMostAFifth() {
    assertThat(backoff.after(1, () -> 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(1, () -> 1)).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void aFirstWaitOfZeroStaysZero() {
    assertThat(new Backoff(Duration.ZERO, Duration.ofSeconds(1)).after(9)).isZero();
  }
}
