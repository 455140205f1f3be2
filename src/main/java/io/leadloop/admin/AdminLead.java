package io.leadloop.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.forwarding.FailedAttempt;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import java.util.List;

/**
 * A lead as administrators see it, without its content.
 *
 * @param provider its provider's slug
 * @param customer its customer's slug
 * @param erasedAt when its personal data was erased, otherwise null
 * @param failedAttempts the last ones that failed, newest first, twenty at most; in the view of a
 *     single lead only
 * @param lastAnswer Oplead's last error response, truncated; in the view of a single lead only
 * @param withheldLabel the label of its status if it is withheld from others because it may be
 *     personal; in the view of a single lead only
 */
public record AdminLead(
    LeadId id,
    String provider,
    String reference,
    String customer,
    LeadState state,
    String opleadId,
    LeadStatus status,
    int attempts,
    String lastError,
    Instant nextAttemptAt,
    Instant createdAt,
    Instant updatedAt,
    Instant erasedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<FailedAttempt> failedAttempts,
    String lastAnswer,
    String withheldLabel) {
  /** As in a list. */
  public static AdminLead of(Lead lead) {
    return of(lead, null, null, null);
  }

  static AdminLead of(
      Lead lead, List<FailedAttempt> failedAttempts, String lastAnswer, String withheldLabel) {
    return new AdminLead(
        lead.id(),
        lead.provider().slug(),
        lead.reference().orElse(null),
        lead.customer().slug(),
        lead.state(),
        lead.opleadId().orElse(null),
        lead.status().orElse(null),
        lead.attempts(),
        lead.lastError().orElse(null),
        lead.nextAttemptAt().orElse(null),
        lead.createdAt(),
        lead.updatedAt(),
        lead.erasedAt().orElse(null),
        failedAttempts,
        lastAnswer,
        withheldLabel);
  }
}
