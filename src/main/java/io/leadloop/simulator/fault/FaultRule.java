package io.leadloop.simulator.fault;

import java.util.OptionalInt;

/**
 * A fault for a token's requests or callbacks.
 *
 * @param times how often it applies, empty for always
 */
public record FaultRule(FaultTarget on, OptionalInt times, FaultAction action) {

  /** Rejects a fault that is not applicable to its target. */
  public FaultRule {
    if (times.orElse(1) < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (!action.kind().fits(on)) {
      throw new IllegalArgumentException("this cannot be done on " + on.wireName());
    }
  }

  public static FaultRule once(FaultTarget on, FaultAction action) {
    return times(1, on, action);
  }

  public static FaultRule times(int times, FaultTarget on, FaultAction action) {
    return new FaultRule(on, OptionalInt.of(times), action);
  }

  public static FaultRule always(FaultTarget on, FaultAction action) {
    return new FaultRule(on, OptionalInt.empty(), action);
  }
}
