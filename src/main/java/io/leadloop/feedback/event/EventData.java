package io.leadloop.feedback.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * The data of an event, member by member as CONTRACT has it. Nothing in it is personal.
 *
 * @param reference the provider's own id for the lead, or null
 * @param customer the customer's slug
 * @param sequence 1, 2, 3… for each lead, without a gap
 * @param previousStatus what the lead's status was before this event, or null
 * @param reason why it was rejected, held or expired, or what was given for it refused, else null
 * @param possibleDuplicate whether Oplead may have the lead twice, after an uncertain outcome
 * @param test whether the lead tries the way only, and nobody works on it
 * @param late whether a newer status was told before, which stays the lead's
 * @param correction whether only the code of the last status changed, because the table was mended
 * @param amount of a quote or an order, where a callback tells one
 * @param appointmentAt when an appointment is, where Oplead tells it
 * @param appointmentState Oplead's own word for how it stands
 * @param origin {@code provider} where the status is the one that the provider asked for, {@code
 *     poll} where the gateway asked Oplead for it
 * @param document the document that the event is about
 * @param requestedStatus the request for a status that the event is about
 * @param statusMapVersion of the table that gave the status its code; null without a new status
 */
public record EventData(
    LeadId leadId,
    String reference,
    String customer,
    int sequence,
    LeadState state,
    @JsonProperty("oplead_id") String opleadId,
    LeadStatus status,
    LeadStatus previousStatus,
    String reason,
    Instant receivedAt,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean possibleDuplicate,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean test,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean late,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean correction,
    @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal amount,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant appointmentAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String appointmentState,
    @JsonInclude(JsonInclude.Include.NON_NULL) String origin,
    @JsonInclude(JsonInclude.Include.NON_NULL) Document document,
    @JsonInclude(JsonInclude.Include.NON_NULL) RequestedStatus requestedStatus,
    @JsonInclude(JsonInclude.Include.NON_NULL) String statusMapVersion) {
  /** A document, by the id that its upload was answered with. */
  public record Document(UUID id, String kind) {}

  /** A request for a status, by the id that it was answered with. */
  public record RequestedStatus(UUID id, String code) {}
}
