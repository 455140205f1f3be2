package io.leadloop.command.result;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A time of an option: {@code 2026-11-01T00:00:00Z}, {@code 2026-11-01} (its start in UTC), or how
 * long ago, such as {@code 30m}, {@code 12h} or {@code 7d}.
 */
public record Moment(Instant at) {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");

  /**
   * @param now from which a time ago is counted
   * @throws TypeConversionException if the text is none of these
   */
  public static Moment parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        return new Moment(now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1)))));
      }
      return new Moment(
          text.length() <= "2026-11-01".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 2026-11-01T00:00:00Z, 2026-11-01, 12h or 7d");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }

  /** As the API reads it. */
  @Override
  public String toString() {
    return at.toString();
  }
}
