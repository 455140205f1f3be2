package io.leadloop.error;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Parses a time in a query parameter. */
public final class QueryTime {
  private static final Instant LATEST = Instant.ofEpochSecond(1L << 36);

  private QueryTime() {}

  /**
   * Parses a time of RFC 3339, from 1970 on and in a range that can be stored. A blank counts as
   * the plus sign of the offset: that is how an unescaped one arrives.
   *
   * @return empty for anything else
   */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant())
          .filter(QueryTime::isStorable);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static boolean isStorable(Instant time) {
    return !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
  }
}
