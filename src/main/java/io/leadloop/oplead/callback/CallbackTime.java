package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.DateWords;
import io.leadloop.oplead.text.WrittenDate;
import io.leadloop.oplead.text.WrittenTime;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the times in callbacks: RFC 3339 and variants, seconds or milliseconds since 1970, and
 * human notation of the locale such as {@code jeudi 3 décembre 2026 à 14h30}. A time without a zone
 * is in the configured one. Around clock changes Java's rules apply: a skipped time moves by the
 * gap, and an ambiguous one is the earlier.
 */
final class CallbackTime {
  /** A leading zero indicates a telephone number. */
  private static final Pattern EPOCH =
      Pattern.compile("(?:/date\\()?([1-9][0-9]{8,12})(?:\\.[0-9]+)?(?:[+-][0-9]{4})?(?:\\)/)?");

  /** Larger numbers are milliseconds: as seconds they would be after the year 5138. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  /** Times outside are placeholders: the years 0, 1, 1970 and 9999. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private static final int LONGEST = 100;

  private static final int SHORTEST_RFC_3339 = "2026-12-03T14:00:00Z".length();
  private static final int RFC_3339_T = "2026-12-03".length();

  private final ZoneId zone;
  private final DateWords words;

  CallbackTime(ZoneId zone, Locale locale) {
    this.zone = zone;
    this.words = new DateWords(locale);
  }

  /** Parses the value as a time; PHP serializes one as {@code {date, timezone}}. */
  Optional<Read> read(JsonNode value) {
    if (value.isNumber()) {
      return CallbackFields.digits(value).flatMap(this::parse);
    }
    Optional<String> date = CallbackFields.text(value.isObject() ? value.path("date") : value);
    Optional<String> named = CallbackFields.text(value.path("timezone"));
    return date.map(text -> named.map(name -> text + " " + name).orElse(text))
        .filter(text -> text.length() <= LONGEST)
        .flatMap(this::parse);
  }

  private Optional<Read> parse(String text) {
    return rfc3339(text).or(() -> lenient(text)).filter(Read::isPlausible);
  }

  /** Only the usual form, ten times faster than trying all. */
  private static Optional<Read> rfc3339(String text) {
    if (text.length() < SHORTEST_RFC_3339 || text.charAt(RFC_3339_T) != 'T') {
      return Optional.empty();
    }
    try {
      Instant time = Instant.parse(text);
      int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
      boolean isUsed = sign < RFC_3339_T || WrittenTime.isUsed(ZoneOffset.of(text.substring(sign)));
      return isUsed ? Optional.of(new Read(time, true)) : Optional.empty();
    } catch (DateTimeException anotherForm) {
      return Optional.empty();
    }
  }

  private Optional<Read> lenient(String text) {
    String plain =
        DateWords.plain(Normalizer.normalize(text, Normalizer.Form.NFKC))
            .replaceAll("\\s+", " ")
            .replaceFirst(" ?\\([^)]*\\)$", "")
            .strip();
    try {
      return epoch(plain).filter(Read::isPlausible).or(() -> written(plain));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static Optional<Read> epoch(String text) {
    Matcher epoch = EPOCH.matcher(text);
    if (!epoch.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(epoch.group(1));
    return Optional.of(
        new Read(
            number < MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number),
            true));
  }

  private Optional<Read> written(String text) {
    return WrittenDate.read(text, words)
        .flatMap(
            date ->
                date.rest().isEmpty()
                    ? Optional.of(new Read(date.date().atStartOfDay(zone).toInstant(), false))
                    : WrittenTime.read(date.rest()).map(time -> at(date, time)));
  }

  private Read at(WrittenDate date, WrittenTime time) {
    LocalTime hour = time.time();
    return new Read(date.date().atTime(hour).atZone(time.zone().orElse(zone)).toInstant(), true);
  }

  /**
   * A parsed time.
   *
   * @param isExact whether it is more precise than a day
   */
  record Read(Instant instant, boolean isExact) {
    private boolean isPlausible() {
      return !instant.isBefore(FIRST) && instant.isBefore(LAST);
    }
  }
}
