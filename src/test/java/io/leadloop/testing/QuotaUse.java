package io.leadloop.testing;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of a sliding quota was used. A windowful is what arrived within a window of its first
 * request; the next begins with the request after it.
 */
public final class QuotaUse {
  private final List<Long> nanos;
  private final int quota;
  private final long window;

  /**
   * @param nanos ascending arrival times
   * @param quota how many may arrive in any window
   */
  public QuotaUse(List<Long> nanos, int quota, Duration window) {
    this.nanos = nanos;
    this.quota = quota;
    this.window = window.toNanos();
  }

  /**
   * The part of the quota that was used from the last request of the first windowful to that of the
   * last whole one; 1 is all of it. The end of the run may have cut the last windowful, so that is
   * whole only if it has the whole quota. Empty if no whole one follows the first.
   */
  public OptionalDouble part() {
    int first = lastOfWindowful(0);
    int last = first;
    for (int end = first, begin = end + 1; begin < nanos.size(); begin = end + 1) {
      end = lastOfWindowful(begin);
      boolean isCut = end == nanos.size() - 1 && end - begin + 1 < quota;
      last = isCut ? last : end;
    }
    return last == first ? OptionalDouble.empty() : OptionalDouble.of(part(first, last));
  }

  private int lastOfWindowful(int begin) {
    int last = begin;
    while (last + 1 < nanos.size() && nanos.get(last + 1) - nanos.get(begin) < window) {
      last++;
    }
    return last;
  }

  private double part(int first, int last) {
    return (double) (last - first) * window / (nanos.get(last) - nanos.get(first)) / quota;
  }
}
