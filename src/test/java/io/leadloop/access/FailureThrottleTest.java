package io.leadloop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final FailureThrottle throttle =
      new FailureThrottle(
          20,
          30,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

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
    now = now.plus(Duration.ofMinutes(5));
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
    now = now.plus(Duration.ofSeconds(1));
    assertThat(throttle.isOver("new")).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed("a");
    }
  }
}
