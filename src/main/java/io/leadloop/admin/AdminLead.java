package io.leadloop.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.forwarding.FailedAttempt;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
  private static final Set<LeadState> WAITING =
      EnumSet.of(LeadState.QUEUED, LeadState.UNCERTAIN, LeadState.HELD);

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

  /** The same without texts, for the audit, which no erasure reaches. */
  AdminLead withoutTexts() {
    return changed(state, bareStatus(), attempts, nextAttemptAt, updatedAt, erasedAt);
  }

  /** The same lead, due now. */
  AdminLead requeued(LeadState next, Instant now) {
    return changed(next, status, 0, now, now, null);
  }

  /** The same lead without its personal data; one that waited has expired. */
  AdminLead erased(Instant now) {
    LeadState next = WAITING.contains(state) ? LeadState.EXPIRED : state;
    return changed(next, bareStatus(), attempts, null, now, now);
  }

  private LeadStatus bareStatus() {
    return status == null ? null : status.withoutLabel();
  }

  private AdminLead changed(
      LeadState next,
      LeadStatus status,
      int attempts,
      Instant nextAttemptAt,
      Instant now,
      Instant erasedAt) {
    return new AdminLead(
        id,
        provider,
        reference,
        customer,
        next,
        opleadId,
        status,
        attempts,
        null,
        nextAttemptAt,
        createdAt,
        now,
        erasedAt,
        null,
        null,
        null);
  }
}
