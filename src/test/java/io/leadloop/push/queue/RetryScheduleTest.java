package io.leadloop.push.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5));

  @Test
  void eachAttemptHasItsWaitAndTheLastHasNone() {
    RetrySchedule schedule = new RetrySchedule(WAITS, () -> 0.5);
    assertThat(schedule.afterAttempt(1)).contains(Duration.ofSeconds(5));
    assertThat(schedule.afterAttempt(2)).contains(Duration.ofMinutes(5));
    assertThat(schedule.afterAttempt(3)).isEmpty();
  }

  @Test
  void aFailingEndpointIsProbedForEver() {
    RetrySchedule schedule = new RetrySchedule(WAITS, () -> 0.5);
    assertThat(schedule.afterFailure(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(schedule.afterFailure(1_000_000)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void waitsDifferByAFifth() {
    assertThat(new RetrySchedule(WAITS, () -> 0).afterAttempt(1)).contains(Duration.ofSeconds(4));
    assertThat(new RetrySchedule(WAITS, () -> 1).afterAttempt(1)).contains(Duration.ofSeconds(6));
  }
}
