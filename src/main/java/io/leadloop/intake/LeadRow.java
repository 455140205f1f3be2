package io.leadloop.intake;

import io.leadloop.customer.CustomerId;
import io.leadloop.lead.LeadId;
import io.leadloop.provider.ProviderId;
import java.time.Instant;

/**
 * A submission as it goes into the lead table.
 *
 * @param reference the provider's own id for it; null makes it a lead of its own
 * @param notAfter when it is of no use any more, or null
 * @param test whether it tries the way only
 * @param fingerprint tells a repeat of it from another lead under the same reference
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
