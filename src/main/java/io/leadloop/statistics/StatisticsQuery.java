package io.leadloop.statistics;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.error.QueryTime;
import io.leadloop.tally.Step;
import io.leadloop.tally.TallyQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads and bounds the parameters of statistics. */
final class StatisticsQuery {
  private static final Duration DEFAULT = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
  private static final int DATE_LENGTH = 10;

  private StatisticsQuery() {}

  /**
   * @param provider a slug; empty for all
   * @param customer a slug; empty for all
   * @throws ProblemException {@code invalid-request} for a time that cannot be read, another step,
   *     or a period that is empty or too long
   */
  static TallyQuery of(
      StatisticsParameters given,
      Optional<String> provider,
      Optional<String> customer,
      Instant now) {
    Step step = given.by == null ? Step.DAY : step(given.by);
    ChronoUnit unit = step == Step.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS;
    Instant until = roundedUp(given.until == null ? now : time("/until", given.until), unit);
    Instant from =
        (given.from == null ? until.minus(DEFAULT) : time("/from", given.from)).truncatedTo(unit);
    requireLength(Duration.between(from, until), step);
    return new TallyQuery(provider, customer, from, until, step);
  }

  private static void requireLength(Duration length, Step step) {
    if (length.isNegative() || length.isZero()) {
      throw invalid("/until", "must be after from");
    }
    if (length.compareTo(LONGEST) > 0) {
      throw invalid("/from", "must be at most " + LONGEST.toDays() + " days before until");
    }
    if (step == Step.HOUR && length.compareTo(LONGEST_BY_HOUR) > 0) {
      throw invalid(
          "/from", "must be at most " + LONGEST_BY_HOUR.toDays() + " days before until by hour");
    }
  }

  private static Step step(String text) {
    return Arrays.stream(Step.values())
        .filter(step -> step.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> invalid("/by", "must be hour, day or total"));
  }

  private static Instant time(String pointer, String text) {
    return QueryTime.parse(text.length() == DATE_LENGTH ? text + "T00:00:00Z" : text)
        .orElseThrow(
            () ->
                invalid(
                    pointer, "must be a date or an RFC 3339 time after 1970, such as 2026-11-27"));
  }

  private static Instant roundedUp(Instant time, ChronoUnit unit) {
    Instant begin = time.truncatedTo(unit);
    return begin.equals(time) ? time : begin.plus(1, unit);
  }

  static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }
}
