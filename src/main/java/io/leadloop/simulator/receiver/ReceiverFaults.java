package io.leadloop.simulator.receiver;

import io.leadloop.simulator.fault.FaultAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults of one receiver in script order. Of the matching ones only the first that is not spent
 * applies. Thread-safe.
 */
final class ReceiverFaults {

  static final int MOST = 1_000;

  private final List<ScriptedReceiverFault> faults = new ArrayList<>();
  private long last;

  /**
   * @throws IllegalArgumentException if there are too many
   */
  synchronized ScriptedReceiverFault script(ReceiverFault fault) {
    if (faults.size() == MOST) {
      throw new IllegalArgumentException("a receiver has at most " + MOST + " faults");
    }
    ScriptedReceiverFault scripted = new ScriptedReceiverFault(++last, fault, 0);
    faults.add(scripted);
    return scripted;
  }

  /** All faults, including spent ones. */
  synchronized List<ScriptedReceiverFault> all() {
    return List.copyOf(faults);
  }

  synchronized void clear() {
    faults.clear();
  }

  /** Whether there was a fault of this id. */
  synchronized boolean remove(long id) {
    return faults.removeIf(fault -> fault.id() == id);
  }

  /** Returns and counts the fault of this request. */
  synchronized Optional<FaultAction> meet(ReceivedHead head) {
    for (int i = 0; i < faults.size(); i++) {
      ScriptedReceiverFault scripted = faults.get(i);
      if (scripted.applies(head)) {
        faults.set(i, scripted.applyOnce());
        return Optional.of(scripted.fault().action());
      }
    }
    return Optional.empty();
  }
}
