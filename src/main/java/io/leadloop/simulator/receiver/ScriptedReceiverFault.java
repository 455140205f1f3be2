package io.leadloop.simulator.receiver;

/**
 * A snapshot of a receiver's fault.
 *
 * @param id counts up with every fault of the receiver
 * @param applied how often it has been applied
 */
public record ScriptedReceiverFault(long id, ReceiverFault fault, int applied) {

  boolean applies(ReceivedHead head) {
    boolean spent = fault.times().isPresent() && applied >= fault.times().getAsInt();
    return !spent && fault.matches(head);
  }

  ScriptedReceiverFault applyOnce() {
    return new ScriptedReceiverFault(id, fault, applied + 1);
  }
}
