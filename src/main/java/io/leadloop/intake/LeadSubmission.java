package io.leadloop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a provider handed in, checked and not yet accepted.
 *
 * @param customer the slug of the customer it is for
 * @param reference the provider's own id for the lead; empty makes every submission a new lead
 * @param notAfter when the lead is of no use any more
 * @param test whether it tries the way only, see {@link TestLeads}
 * @param document the {@code lead} member, byte for byte as it came
 * @param content the same, as it was read
 */
public record LeadSubmission(
    String customer,
    Optional<String> reference,
    Optional<Instant> notAfter,
    boolean test,
    byte[] document,
    JsonNode content) {

  LeadSubmission under(String otherReference) {
    return new LeadSubmission(
        customer, Optional.ofNullable(otherReference), notAfter, test, document, content);
  }

  LeadSubmission asTest() {
    return new LeadSubmission(customer, reference, notAfter, true, document, content);
  }

  @Override
  public String toString() {
    return "LeadSubmission[customer=" + customer + ", reference=" + reference + ", lead=***]";
  }
}
