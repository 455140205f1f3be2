package io.leadloop.oplead;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which a callback may write a time; one without an offset is taken as UTC. */
final class CallbackTime {

  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern EPOCH = Pattern.compile("([0-9]{9,13})(\\.[0-9]+)?");

  /** Above this a number counts milliseconds: as seconds it would be the year 5138. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  private CallbackTime() {}

  static Optional<Instant> parse(String text) {
    Matcher epoch = EPOCH.matcher(text.strip());
    return epoch.matches() ? Optional.of(sinceEpoch(epoch.group(1))) : parseDate(text.strip());
  }

  private static Instant sinceEpoch(String digits) {
    long number = Long.parseLong(digits);
    return number < MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  private static Optional<Instant> parseDate(String text) {
    try {
      return Optional.of(
          instant(
              FORM.parseBest(
                  text.toUpperCase(Locale.ROOT), OffsetDateTime::from, LocalDateTime::from)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Instant instant(TemporalAccessor time) {
    return time instanceof OffsetDateTime withOffset
        ? withOffset.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }
}
