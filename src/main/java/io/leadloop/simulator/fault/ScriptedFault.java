package io.leadloop.simulator.fault;

/**
 * A rule as it stands at one moment.
 *
 * @param id counts up with every rule of the simulator
 * @param applied how often it has applied so far
 */
public record ScriptedFault(long id, FaultRule rule, int applied) {

  boolean isSpent() {
    return rule.times().isPresent() && applied >= rule.times().getAsInt();
  }

  ScriptedFault appliedOnceMore() {
    return new ScriptedFault(id, rule, applied + 1);
  }
}
