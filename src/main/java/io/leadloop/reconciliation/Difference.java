package io.leadloop.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.leadloop.http.Problem;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.util.UUID;

/**
 * A lead that differs. What the gateway does not have of it is absent.
 *
 * @param reason why it is not forwarded
 * @param sequence that of its last event here
 * @param line the number of an invalid line, from 1
 * @param problem why that line is invalid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"reference", "difference"})
public record Difference(
    String reference,
    Verdict difference,
    UUID leadId,
    LeadState state,
    String reason,
    Integer sequence,
    LeadStatus status,
    Long line,
    Problem problem) {

  static Difference of(KnownLead lead, Verdict verdict) {
    return new Difference(
        lead.reference().orElse(null),
        verdict,
        lead.id(),
        lead.state(),
        lead.state() == LeadState.FORWARDED ? null : lead.lastError().orElse(null),
        lead.sequence(),
        lead.status().orElse(null),
        null,
        null);
  }

  static Difference unknown(String reference) {
    return new Difference(reference, Verdict.UNKNOWN, null, null, null, null, null, null, null);
  }

  static Difference invalid(long line, Problem problem) {
    return new Difference(null, Verdict.INVALID, null, null, null, null, null, line, problem);
  }
}
