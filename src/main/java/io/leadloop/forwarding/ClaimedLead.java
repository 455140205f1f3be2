package io.leadloop.forwarding;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import java.util.Optional;

/**
 * A lead that this replica holds a lease on, with all that is needed to send it.
 *
 * @param slot of its lane; a settlement with an older claim changes nothing
 * @param attempt 1 for the first
 * @param unanswered how often it was sent before without a known outcome
 * @param account whose lane it is in, and how that customer's Oplead is called
 * @param sender who provides it, and under which name of its own
 * @param test whether Oplead is to take it in its test mode
 * @param sealedDocument as in the lead's row
 */
record ClaimedLead(
    LeadId id,
    SlotId slot,
    int attempt,
    int unanswered,
    Purpose purpose,
    KeptAccount account,
    Sender sender,
    boolean test,
    byte[] sealedDocument) {

  /** Whether Oplead is to be asked if it has the lead, instead of being sent it. */
  boolean lookUp() {
    return purpose == Purpose.LOOK_UP;
  }

  /** Names nothing that is sealed. */
  @Override
  public String toString() {
    return "ClaimedLead[" + id + ", claim=" + slot.claim() + ", attempt=" + attempt + "]";
  }

  /**
   * @param reference the provider's own id for the lead
   */
  record Sender(String providerName, Optional<String> reference) {}

  /** What a call to Oplead is for. */
  enum Purpose {
    SEND,
    /** To send it although an earlier call may have arrived. */
    SEND_AGAIN,
    /** To ask whether an earlier call arrived. */
    LOOK_UP;

    static Purpose of(boolean lookUp, boolean isResent) {
      return lookUp ? LOOK_UP : isResent ? SEND_AGAIN : SEND;
    }
  }
}
