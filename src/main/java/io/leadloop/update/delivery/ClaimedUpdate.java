package io.leadloop.update.delivery;

import io.leadloop.lane.SlotId;
import io.leadloop.customer.KeptAccount;
import io.leadloop.lead.LeadId;
import io.leadloop.update.UpdateId;

/**
 * A document or a status that this replica holds a lease on, with all that is needed to send it.
 *
 * @param claim the number of the claim: a settlement with an older one changes nothing
 * @param attempt 1 for the first
 * @param opleadId Oplead's name for the lead
 * @param statusCode of a status, else null
 * @param document of a document, else null
 */
record ClaimedUpdate(
    UpdateId id,
    LeadId lead,
    int claim,
    int attempt,
    KeptAccount account,
    String opleadId,
    String statusCode,
    Document document) {

  SlotId slot() {
    return new SlotId(id.value(), claim);
  }

  /** Names nothing that is sealed. */
  @Override
  public String toString() {
    return "ClaimedUpdate[" + id + ", claim=" + claim + ", attempt=" + attempt + "]";
  }

  /**
   * What is kept of a document beside its pieces.
   *
   * @param kind its wire name
   * @param sealedName as in its row
   * @param bytes its length
   */
  record Document(String kind, String mediaType, byte[] sealedName, long bytes, int pieces) {}
}
