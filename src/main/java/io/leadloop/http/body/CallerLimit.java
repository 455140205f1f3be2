package io.leadloop.http.body;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the requests of one kind that each caller has open on this replica, and lets no caller
 * have more than so many. Requests that last as long as their client likes need it.
 *
 * @param <C> what a caller is known by
 */
public final class CallerLimit<C> {
  private final int most;
  private final Map<C, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param most for each caller
   */
  public CallerLimit(int most) {
    this.most = most;
  }

  /** Whether there was room for one more; if so, {@link #leave} has to follow once. */
  public boolean enter(C caller) {
    boolean[] entered = new boolean[1];
    open.compute(
        caller,
        (c, count) -> {
          int known = count == null ? 0 : count;
          entered[0] = known < most;
          return entered[0] ? Integer.valueOf(known + 1) : count;
        });
    return entered[0];
  }

  /** One of the caller's requests has ended. */
  public void leave(C caller) {
    open.computeIfPresent(caller, (c, count) -> count == 1 ? null : count - 1);
  }
}
