package io.leadloop.forwarding;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import java.net.URI;
import java.util.Optional;

/**
 * A lead that this replica holds a lease on, with all that is needed to send it.
 *
 * @param claim the number of the claim: a settlement with an older one changes nothing
 * @param attempt 1 for the first
 * @param baseUrl where the customer's Oplead is, if not at the default address
 * @param sealedToken as in the customer's row
 * @param sealedDocument as in the lead's row
 */
record ClaimedLead(
    LeadId id,
    int claim,
    int attempt,
    CustomerId customer,
    String customerSlug,
    Optional<URI> baseUrl,
    byte[] sealedToken,
    String providerName,
    byte[] sealedDocument) {

  @Override
  public String toString() {
    return "ClaimedLead[" + id + ", claim=" + claim + ", attempt=" + attempt + "]";
  }
}
