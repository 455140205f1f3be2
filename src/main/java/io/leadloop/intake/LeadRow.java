package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.provider.ProviderId;
import java.time.Instant;

/**
 * A submission as a row of the lead table.
 *
 * @param reference the provider's own id for it; null makes every submission a new lead
 * @param notAfter when it expires at the latest, or null
 * @param test whether it is a test lead
 * @param fingerprint distinguishes a repeat from a different lead with the same reference
 * @param sealedDocument the lead document, sealed for this id
 */
record LeadRow(
    LeadId id,
    ProviderId provider,
    CustomerId customer,
    String reference,
    Instant notAfter,
    boolean test,
    byte[] fingerprint,
    byte[] sealedDocument) {

  @Override
  public String toString() {
    return "NewLead[" + id + "]";
  }
}
