package io.leadloop.simulator.fault;

import io.leadloop.simulator.http.AccessToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults of all tokens in script order. Of the matching ones only the first that is not spent
 * applies. Thread-safe.
 */
public final class Faults {

  private final Map<AccessToken, List<ScriptedFault>> faults = new HashMap<>();
  private long last;

  public synchronized ScriptedFault script(AccessToken token, FaultRule rule) {
    ScriptedFault fault = new ScriptedFault(++last, rule, 0);
    faults.computeIfAbsent(token, any -> new ArrayList<>()).add(fault);
    return fault;
  }

  /** The token's faults, including spent ones. */
  public synchronized List<ScriptedFault> of(AccessToken token) {
    return List.copyOf(faults.getOrDefault(token, List.of()));
  }

  public synchronized void clear(AccessToken token) {
    faults.remove(token);
  }

  /** Returns and counts the fault of this request or callback, except early callbacks. */
  public Optional<FaultAction> meet(AccessToken token, FaultTarget event) {
    return apply(
        token, rule -> rule.on().covers(event) && rule.action().kind() != FaultAction.Kind.EARLY);
  }

  /** Returns and counts whether the first callback of a new lead comes early. */
  public boolean meetsEarly(AccessToken token) {
    return apply(token, rule -> rule.action().kind() == FaultAction.Kind.EARLY).isPresent();
  }

  private synchronized Optional<FaultAction> apply(AccessToken token, Predicate<FaultRule> match) {
    List<ScriptedFault> scripted = faults.getOrDefault(token, List.of());
    for (int i = 0; i < scripted.size(); i++) {
      ScriptedFault fault = scripted.get(i);
      if (!fault.isSpent() && match.test(fault.rule())) {
        scripted.set(i, fault.applyOnce());
        return Optional.of(fault.rule().action());
      }
    }
    return Optional.empty();
  }
}
