package io.leadloop.admin;

import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lead as administrators see it, without its content.
 *
 * @param provider its provider's slug
 * @param customer its customer's slug
 * @param erasedAt when its personal data was erased, otherwise null
 * @param lastAnswer Oplead's last error response, truncated; in the view of a single lead only
 * @param withheldLabel the label of its status if it is withheld from others because it may be
 *     personal; in the view of a single lead only
 */
@Schema
public record AdminLead(
    LeadId id,
    String provider,
    @Schema(nullable = true) String reference,
    String customer,
    LeadState state,
    @Schema(nullable = true) String opleadId,
    @Schema(nullable = true) LeadStatus status,
    int attempts,
    @Schema(nullable = true) String lastError,
    @Schema(nullable = true) Instant nextAttemptAt,
    Instant createdAt,
    Instant updatedAt,
    @Schema(nullable = true) Instant erasedAt,
    @Schema(nullable = true) String lastAnswer,
    @Schema(nullable = true) String withheldLabel) {
  static AdminLead of(Lead lead) {
    return of(lead, null, null);
  }

  static AdminLead of(Lead lead, String lastAnswer, String withheldLabel) {
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
        lastAnswer,
        withheldLabel);
  }
}
