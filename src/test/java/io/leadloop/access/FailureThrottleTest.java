package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {
  /** It may be any number, and may overflow. */
  private long now = Long.MAX_VALUE - Duration.ofMillis(500).toNanos();

  private final FailureThrottle throttle = new FailureThrottle(20, 30, () -> now);

  @Test
  void fewFailuresCauseNoWait() {
    fail(20);
    assertThat(throttle.waitOf("a")).isEmpty();
  }

  @Test
  void furtherFailuresDoubleTheWait() {
    fail(21);
    assertThat(throttle.waitOf("a")).hasValue(Duration.ofSeconds(1));
    fail(1);
    assertThat(throttle.waitOf("a")).hasValue(Duration.ofSeconds(2));
    fail(3);
    assertThat(throttle.waitOf("a")).hasValue(Duration.ofSeconds(16));
  }

  @Test
  void waitIsLimitedAndExpires() {
    fail(200);
    assertThat(throttle.waitOf("a"))
        .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(5)));
    now += Duration.ofMinutes(5).toNanos();
    assertThat(throttle.waitOf("a")).isEmpty();
  }

  @Test
  void waitGetsShorterAsTimePasses() {
    fail(23);
    now += Duration.ofSeconds(3).toNanos();
    assertThat(throttle.waitOf("a")).hasValue(Duration.ofSeconds(1));
    now += Duration.ofSeconds(1).toNanos();
    assertThat(throttle.waitOf("a")).isEmpty();
  }

  @Test
  void otherAddressIsNotAffected() {
    fail(100);
    assertThat(throttle.waitOf("b")).isEmpty();
  }

  @Test
  void throttledClientCostsNoLookUps() {
    fail(19);
    assertThat(throttle.isOver("a")).isFalse();
    fail(1);
    assertThat(throttle.isOver("a")).isTrue();
    assertThat(throttle.isOver("b")).isFalse();
  }

  @Test
  void manyClientsShareTheLookUpsPerSecond() {
    for (int client = 0; client < 30; client++) {
      assertThat(throttle.isOver("new")).isFalse();
      throttle.failed("client-" + client);
    }
    assertThat(throttle.isOver("new")).isTrue();
    assertThat(throttle.waitOf("new")).isEmpty();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(throttle.isOver("new")).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed("a");
    }
  }
}
