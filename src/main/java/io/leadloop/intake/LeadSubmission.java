package io.leadloop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A valid submission that is not accepted yet.
 *
 * @param customer the slug of the customer it is for
 * @param reference the provider's own id for the lead; empty makes every submission a new lead
 * @param notAfter when the lead expires at the latest
 * @param test whether it is a test lead, see {@link TestLeads}
 * @param document the {@code lead} member, byte for byte as received
 * @param content the parsed document
 */
public record LeadSubmission(
    String customer,
    Optional<String> reference,
    Optional<Instant> notAfter,
    boolean test,
    byte[] document,
    JsonNode content) {

  /**
   * The same under a reference.
   *
   * @param otherReference null for none
   */
  public LeadSubmission under(String otherReference) {
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
