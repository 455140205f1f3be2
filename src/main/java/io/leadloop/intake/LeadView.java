package io.leadloop.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The provider's view of a lead ({@code src/docs/openapi.yaml}).
 *
 * @param erasedAt when its personal data was erased, or null
 * @param feedback {@code not_expected} once it is forwarded to a customer whose Oplead reports
 *     nothing, and nothing was reported; otherwise absent
 * @param lane only in the answer to its submission
 */
public record LeadView(
    LeadId id,
    String reference,
    String customer,
    LeadState state,
    @JsonProperty("oplead_id") String opleadId,
    LeadStatus status,
    int attempts,
    String lastError,
    Instant nextAttemptAt,
    Instant createdAt,
    Instant updatedAt,
    Instant erasedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String feedback,
    @JsonInclude(JsonInclude.Include.NON_NULL) LaneView lane) {

  private static final String NOT_EXPECTED = "not_expected";

  public static LeadView of(Lead lead) {
    return new LeadView(
        lead.id(),
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
        isFeedbackExpected(lead) ? null : NOT_EXPECTED,
        null);
  }

  /**
   * The form import returns feedback only where it takes the webhook address, which is not known.
   */
  private static boolean isFeedbackExpected(Lead lead) {
    return lead.state() != LeadState.FORWARDED
        || lead.status().isPresent()
        || !lead.customer().isByForm();
  }

  /** Replaces the status with one just read from Oplead, unless the stored one is newer. */
  public LeadView with(Optional<LeadStatus> read) {
    return read.filter(fresh -> status == null || fresh.at().isAfter(status.at()))
        .map(
            fresh ->
                new LeadView(
                    id,
                    reference,
                    customer,
                    state,
                    opleadId,
                    fresh,
                    attempts,
                    lastError,
                    nextAttemptAt,
                    createdAt,
                    updatedAt,
                    erasedAt,
                    feedback,
                    lane))
        .orElse(this);
  }

  /** The view of a lead that was just accepted. */
  static LeadView queued(LeadId id, LeadSubmission submission, Instant acceptedAt, LaneView lane) {
    return new LeadView(
        id,
        submission.reference().orElse(null),
        submission.customer(),
        LeadState.QUEUED,
        null,
        null,
        0,
        null,
        acceptedAt,
        acceptedAt,
        acceptedAt,
        null,
        null,
        lane);
  }
}
