package io.leadloop.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date. */
public final class RetryAfter {

  private final Clock clock;
  private final Duration max;

  public RetryAfter(Clock clock, Duration max) {
    this.clock = clock;
    this.max = max;
  }

  /** The delay from now, from zero to the configured maximum; empty if unreadable. */
  public Optional<Duration> read(String header) {
    String value = header.strip();
    return value.matches("[0-9]+") ? Optional.of(seconds(value)) : untilDate(value);
  }

  private Duration seconds(String digits) {
    return digits.length() > 9 ? max : bounded(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private Optional<Duration> untilDate(String value) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(clock.instant(), date)));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(max) > 0 ? max : wait;
  }
}
