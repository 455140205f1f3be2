package io.leadloop.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final RetryAfter retryAfter =
      new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "120, PT2M",
    "' 5 ', PT5S",
    "3601, PT1H",
    "99999999999999999999, PT1H",
    "'Sun, 01 Mar 2026 10:00:30 GMT', PT30S",
    "'Sun, 1 Mar 2026 10:00:30 GMT', PT30S",
    "'Sun, 01 Mar 2026 09:59:00 GMT', PT0S",
    "'Tue, 01 Mar 2033 10:00:00 GMT', PT1H",
    // Forms that every recipient has to read (RFC 9110, 5.6.7); they were no wait at all.
    "'Sunday, 01-Mar-26 10:00:30 GMT', PT30S",
    "'Thursday, 01-Jan-70 00:00:00 GMT', PT0S",
    "'Tuesday, 01-Mar-33 10:00:00 GMT', PT1H",
    "'Sun Mar  1 10:00:30 2026', PT30S",
    "'Mon Mar 16 10:00:30 2026', PT1H",
  })
  void secondsAndDatesAreAWaitFromNow(String header, Duration expected) {
    assertThat(retryAfter.read(header)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "1.5",
        "Mon, 01 Mar 2026 10:00:30 GMT",
        "2026-03-01",
        "Sunday, 01-Mar-26 10:00:30 CET",
        "Sun Mar 1"
      })
  void anythingElseIsNoWait(String header) {
    assertThat(retryAfter.read(header)).isEmpty();
  }

  @Test
  void aDateMayHaveMillisecondsLeft() {
    RetryAfter late =
        new RetryAfter(Clock.fixed(NOW.plusMillis(250), ZoneOffset.UTC), Duration.ofHours(1));
    assertThat(late.read("Sun, 01 Mar 2026 10:00:01 GMT")).contains(Duration.ofMillis(750));
  }
}
