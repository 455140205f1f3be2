package io.leadloop.oplead.text;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A locale's date words: names of months and days, also in English, and the order of day and month.
 * Unambiguous abbreviations of at least three letters are recognised.
 */
public final class DateWords {
  private static final int SHORTEST = 3;

  private final List<Word<Month>> months;
  private final List<Word<DayOfWeek>> days;
  private final boolean dayFirst;

  public DateWords(Locale locale) {
    List<Locale> locales = List.of(locale, Locale.ENGLISH);
    this.months =
        words(Month.values(), locales, (month, in) -> month.getDisplayName(TextStyle.FULL, in));
    this.days =
        words(DayOfWeek.values(), locales, (day, in) -> day.getDisplayName(TextStyle.FULL, in));
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
    this.dayFirst = pattern.indexOf('d') < pattern.indexOf('M');
  }

  /** Whether {@code 3/12} is in December. */
  boolean isDayFirst() {
    return dayFirst;
  }

  Optional<Month> month(String word) {
    return only(months, word);
  }

  boolean isDay(String word) {
    return only(days, word).isPresent();
  }

  private static <T extends Comparable<T>> Optional<T> only(List<Word<T>> words, String text) {
    String plain = plain(text);
    Set<T> meanings = new TreeSet<>();
    words.stream()
        .filter(word -> plain.length() >= SHORTEST && word.text().startsWith(plain))
        .forEach(word -> meanings.add(word.meaning()));
    return meanings.size() == 1 ? meanings.stream().findFirst() : Optional.empty();
  }

  private static <T> List<Word<T>> words(T[] meanings, List<Locale> locales, Naming<T> naming) {
    return Arrays.stream(meanings)
        .flatMap(
            meaning ->
                locales.stream().map(in -> new Word<>(plain(naming.name(meaning, in)), meaning)))
        .toList();
  }

  /** Removes accents and upper case. */
  public static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private record Word<T>(String text, T meaning) {}

  /** The display name in a locale. */
  private interface Naming<T> {
    String name(T meaning, Locale locale);
  }
}
