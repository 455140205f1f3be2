package io.leadloop.intake;

import java.util.Optional;

/**
 * What a provider handed in, checked and not yet accepted.
 *
 * @param customer the slug of the customer it is for
 * @param reference the provider's own id for the lead; empty makes every submission a new lead
 * @param document the {@code lead} member, byte for byte as it came
 */
record LeadSubmission(String customer, Optional<String> reference, byte[] document) {
  LeadSubmission under(String otherReference) {
    return new LeadSubmission(customer, Optional.ofNullable(otherReference), document);
  }

  @Override
  public String toString() {
    return "LeadSubmission[customer=" + customer + ", reference=" + reference + ", document=***]";
  }
}
