package io.leadloop.update.delivery;

import io.leadloop.customer.KeptAccount;
import io.leadloop.lane.SlotId;
import io.leadloop.lead.LeadId;
import io.leadloop.update.UpdateId;

/**
 * The claim of an update, whatever its kind.
 *
 * @param slot of its lane; a settlement with an older claim changes nothing
 * @param attempt 1 for the first
 * @param opleadId Oplead's id of the lead
 */
record ClaimedUpdate(
    UpdateId id, LeadId lead, SlotId slot, int attempt, KeptAccount account, String opleadId) {

  /** Names nothing that is sealed. */
  @Override
  public String toString() {
    return id + ", claim=" + slot.claim() + ", attempt=" + attempt;
  }
}
