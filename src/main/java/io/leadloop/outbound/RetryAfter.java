package io.leadloop.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the header {@code Retry-After} (RFC 9110, 10.2.3): seconds or a date, in the usual form or
 * in one of the two obsolete ones (5.6.7), which some servers still send.
 */
public final class RetryAfter {
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A year of two digits that were further ahead is one of the past. */
  private static final int MOST_YEARS_AHEAD = 20;

  private final Clock clock;
  private final Duration max;
  private final List<DateTimeFormatter> formats;

  public RetryAfter(Clock clock, Duration max) {
    this.clock = clock;
    this.max = max;
    int latest = clock.instant().atOffset(ZoneOffset.UTC).getYear() + MOST_YEARS_AHEAD;
    this.formats = List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(latest), ASCTIME);
  }

  private static DateTimeFormatter rfc850(int latestYear) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, latestYear - 99)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
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
    return formats.stream()
        .flatMap(format -> date(value, format).stream())
        .findFirst()
        .map(date -> bounded(Duration.between(clock.instant(), date)));
  }

  private static Optional<Instant> date(String value, DateTimeFormatter format) {
    try {
      return Optional.of(format.parse(value, Instant::from));
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
