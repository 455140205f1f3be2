package io.leadloop.simulator.fault;

/**
 * A snapshot of a rule.
 *
 * @param id counts up with every rule of the simulator
 * @param applied how often it has been applied
 */
public record ScriptedFault(long id, FaultRule rule, int applied) {

  boolean isSpent() {
    return rule.times().isPresent() && applied >= rule.times().getAsInt();
  }

  ScriptedFault applyOnce() {
    return new ScriptedFault(id, rule, applied + 1);
  }
}
