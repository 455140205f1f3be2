package io.leadloop.oplead;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The forms in which a time may be written: RFC 3339, without an offset (UTC), or epoch. */
final class CallbackTime {
  private static final long FIRST_PLAUSIBLE_MILLIS = 100_000_000_000L; // 1973; as seconds: 5138
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private CallbackTime() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(instant(text.strip()))
          .filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    if (text.matches("\\d{1,15}")) {
      long number = Long.parseLong(text);
      return number < FIRST_PLAUSIBLE_MILLIS
          ? Instant.ofEpochSecond(number)
          : Instant.ofEpochMilli(number);
    }
    String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
    return iso.matches(".*(Z|z|[+-]\\d\\d:?\\d\\d)$")
        ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
