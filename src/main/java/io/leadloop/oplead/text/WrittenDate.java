package io.leadloop.oplead.text;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date in human notation, and the text after it.
 *
 * @param rest possibly the time of day
 */
public record WrittenDate(LocalDate date, String rest) {
  private static final String YEAR = "([0-9]{4}|[0-9]{2})(?![0-9])";

  /** {@code 2026-12-03}. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])(.*)");

  /** {@code 20261203}, optionally followed by a time. */
  private static final Pattern COMPACT =
      Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})((?:t?[0-9]{4,6})?(?![0-9]).*)");

  /** {@code 3/12/26}. */
  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]" + YEAR + "(.*)");

  /** {@code le 1er décembre 2026}. */
  private static final Pattern DAY_AND_MONTH =
      Pattern.compile(
          "([0-9]{1,2})(?:er|st|nd|rd|th)?[ -]?(?:of )?([a-z]+)[.,]{0,2}[ -]" + YEAR + "(.*)");

  /** {@code December 3, 2026}. */
  private static final Pattern MONTH_AND_DAY =
      Pattern.compile("([a-z]+)\\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?![0-9])(.*)");

  private static final Pattern FIRST_WORD = Pattern.compile("([a-z]+)[.,]{0,2} (.*)");

  private static final Pattern ARTICLE = Pattern.compile("^(?:le|the|on) ");

  private static final int CENTURY = 2000;

  /**
   * Parses the date at the start of the text.
   *
   * @param text without accents and upper case
   * @throws java.time.DateTimeException if the day does not exist
   */
  public static Optional<WrittenDate> read(String text, DateWords words) {
    String plain = withoutArticle(text);
    Matcher first = FIRST_WORD.matcher(plain);
    boolean isDay = first.matches() && words.isDay(first.group(1));
    String date = isDay ? withoutArticle(first.group(2)) : plain;
    return numbers(date, words).or(() -> named(date, words));
  }

  private static String withoutArticle(String text) {
    return ARTICLE.matcher(text).replaceFirst("");
  }

  private static Optional<WrittenDate> numbers(String text, DateWords words) {
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    Matcher date = yearFirst.matches() ? yearFirst : COMPACT.matcher(text);
    if (date.matches()) {
      return Optional.of(of(date.group(1), number(date, 2), date.group(3), date.group(4)));
    }
    Matcher yearLast = YEAR_LAST.matcher(text);
    int day = words.isDayFirst() ? 1 : 2;
    return yearLast.matches()
        ? Optional.of(
            of(
                yearLast.group(3),
                number(yearLast, 3 - day),
                yearLast.group(day),
                yearLast.group(4)))
        : Optional.empty();
  }

  private static Optional<WrittenDate> named(String text, DateWords words) {
    Matcher dayFirst = DAY_AND_MONTH.matcher(text);
    if (dayFirst.matches()) {
      return words
          .month(dayFirst.group(2))
          .map(month -> of(dayFirst.group(3), month, dayFirst.group(1), dayFirst.group(4)));
    }
    Matcher monthFirst = MONTH_AND_DAY.matcher(text);
    return monthFirst.matches()
        ? words
            .month(monthFirst.group(1))
            .map(month -> of(monthFirst.group(3), month, monthFirst.group(2), monthFirst.group(4)))
        : Optional.empty();
  }

  private static WrittenDate of(String year, Month month, String day, String rest) {
    return of(year, month.getValue(), day, rest);
  }

  private static WrittenDate of(String year, int month, String day, String rest) {
    int number = Integer.parseInt(year);
    int full = year.length() == 2 ? CENTURY + number : number;
    return new WrittenDate(LocalDate.of(full, month, Integer.parseInt(day)), rest);
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
