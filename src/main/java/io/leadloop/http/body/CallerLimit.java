package io.leadloop.http.body;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits each caller's open requests of one kind on this replica. Needed for requests whose
 * duration the client controls.
 *
 * @param <C> the caller's key
 */
public final class CallerLimit<C> {
  private final int max;
  private final Map<C, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param max maximum per caller
   */
  public CallerLimit(int max) {
    this.max = max;
  }

  /** Whether there was room; if so, {@link #leave} must be called once. */
  public boolean enter(C caller) {
    boolean[] entered = new boolean[1];
    open.compute(
        caller,
        (c, count) -> {
          int known = count == null ? 0 : count;
          entered[0] = known < max;
          return entered[0] ? Integer.valueOf(known + 1) : count;
        });
    return entered[0];
  }

  /** Ends one of the caller's requests. */
  public void leave(C caller) {
    open.computeIfPresent(caller, (c, count) -> count == 1 ? null : count - 1);
  }
}
