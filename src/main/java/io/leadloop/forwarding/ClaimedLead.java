package io.leadloop.forwarding;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import java.util.Optional;

/**
 * A lead that this replica holds a lease on, with all that is needed to send it.
 *
 * @param claim the number of the claim: a settlement with an older one changes nothing
 * @param attempt 1 for the first
 * @param unanswered how often it was sent before without a known outcome
 * @param lookUp whether Oplead is to be asked if it has the lead, instead of being sent it
 * @param account whose lane it is in, and how that customer's Oplead is called
 * @param sender who provides it, and under which name of its own
 * @param test whether Oplead is to take it in its test mode
 * @param sealedDocument as in the lead's row
 */
record ClaimedLead(
    LeadId id,
    int claim,
    int attempt,
    int unanswered,
    boolean lookUp,
    KeptAccount account,
    Sender sender,
    boolean test,
    byte[] sealedDocument) {

  SlotId slot() {
    return new SlotId(id.value(), claim);
  }

  /** Names nothing that is sealed. */
  @Override
  public String toString() {
    return "ClaimedLead[" + id + ", claim=" + claim + ", attempt=" + attempt + "]";
  }

  /**
   * @param reference the provider's own id for the lead
   */
  record Sender(String providerName, Optional<String> reference) {}
}
