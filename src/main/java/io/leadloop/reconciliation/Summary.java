package io.leadloop.reconciliation;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many leads of the list compare to what; except for {@code missing}, which are not on the
 * list, the numbers add up to {@code given}.
 *
 * @param missing 0 without a window
 */
public record Summary(
    long given,
    long matched,
    long unknown,
    long notForwarded,
    long noFeedback,
    long behind,
    long statusDiffers,
    long ahead,
    long invalid,
    long missing) {

  /** Counts verdicts. */
  static final class Counts {
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    void add(Verdict verdict) {
      counts.merge(verdict, 1L, Long::sum);
    }

    private long of(Verdict verdict) {
      return counts.getOrDefault(verdict, 0L);
    }

    Summary summary() {
      long all = counts.values().stream().mapToLong(Long::longValue).sum();
      return new Summary(
          all - of(Verdict.MISSING),
          of(Verdict.MATCHED),
          of(Verdict.UNKNOWN),
          of(Verdict.NOT_FORWARDED),
          of(Verdict.NO_FEEDBACK),
          of(Verdict.BEHIND),
          of(Verdict.STATUS_DIFFERS),
          of(Verdict.AHEAD),
          of(Verdict.INVALID),
          of(Verdict.MISSING));
    }
  }
}
