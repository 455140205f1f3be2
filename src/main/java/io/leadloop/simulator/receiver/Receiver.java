package io.leadloop.simulator.receiver;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.receiver.signature.SignatureVerdict;
import io.leadloop.simulator.receiver.signature.SignatureVerifier;
import io.leadloop.simulator.receiver.signature.SignedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One receiver: an address to which a provider's events are sent. It accepts everything until it is
 * configured. Thread-safe.
 */
public final class Receiver {

  private final String name;
  private final ReceiverLedger ledger;
  private final ReceiverFaults faults = new ReceiverFaults();
  private boolean verifies;
  private SignatureVerifier verifier;

  Receiver(String name, ReceiverLedger ledger) {
    this.name = name;
    this.ledger = ledger;
    configure(ReceiverSettings.open());
  }

  public String name() {
    return name;
  }

  /** Replaces the secrets; ledger and faults stay. */
  public synchronized void configure(ReceiverSettings settings) {
    verifier = new SignatureVerifier(settings.secrets());
    verifies = settings.verify();
  }

  /** Scripts a fault after earlier ones. */
  public ScriptedReceiverFault fault(ReceiverFault fault) {
    return faults.script(fault);
  }

  /** The faults in script order, including spent ones. */
  public List<ScriptedReceiverFault> faults() {
    return faults.all();
  }

  /** Removes one fault; false if there is none of this id. */
  public boolean removeFault(long id) {
    return faults.remove(id);
  }

  /** Removes all faults; answers already in progress stay as they are. */
  public void clearFaults() {
    faults.clear();
  }

  public ReceiverLedger ledger() {
    return ledger;
  }

  synchronized boolean verifies() {
    return verifies;
  }

  synchronized List<String> schemes() {
    return verifier.schemes();
  }

  synchronized SignatureVerdict verify(SignedMessage message, Instant now) {
    return verifier.verify(message, now);
  }

  Optional<FaultAction> meet(ReceivedHead head) {
    return faults.meet(head);
  }
}
