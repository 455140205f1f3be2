package io.leadloop.feedback.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadState;
import io.leadloop.lead.LeadStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * The data of an event, as {@code src/docs/schemas} describe it. Nothing in it is personal. Its
 * parts stand in the order of the members on the wire, and each part's members in theirs.
 *
 * @param receivedAt when the gateway learned what the event reports
 * @param statusMapVersion of the table that gave the status its code; null without a new status
 */
public record EventData(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Standing standing,
    Instant receivedAt,
    @JsonUnwrapped Marks marks,
    @JsonUnwrapped News news,
    @JsonUnwrapped Request request,
    @JsonInclude(JsonInclude.Include.NON_NULL) String statusMapVersion) {

  /**
   * Which lead it is, and which of its events.
   *
   * @param reference the provider's own id for the lead, or null
   * @param customer the customer's slug
   * @param sequence 1, 2, 3… for each lead, without a gap
   */
  public record Subject(LeadId leadId, String reference, String customer, int sequence) {}

  /**
   * Where the lead stands after the event.
   *
   * @param status what the customer last made of the lead, or null
   * @param previousStatus what that was before this event, or null
   * @param reason why it was rejected, held or expired, or its document or status refused, or null
   */
  public record Standing(
      LeadState state,
      @JsonProperty("oplead_id") String opleadId,
      LeadStatus status,
      LeadStatus previousStatus,
      String reason) {}

  /**
   * What the lead is marked with from its beginning.
   *
   * @param possibleDuplicate whether Oplead may have the lead twice, after an uncertain outcome
   * @param test whether it only tests the way, so that no person works on it
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Marks(boolean possibleDuplicate, boolean test) {}

  /**
   * What comes with a status or an appointment.
   *
   * @param late whether a newer status was published before, which stays the lead's
   * @param correction whether only the code of the last status changed, because the table was
   *     mended
   * @param amount of a quote or an order, where a callback reports one
   * @param appointmentAt when an appointment is, where Oplead reports it
   * @param appointmentState Oplead's own word for the appointment's state
   * @param origin {@code provider} where the status is the one that the provider asked for, {@code
   *     poll} where the gateway polled Oplead for it
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record News(
      boolean late,
      boolean correction,
      BigDecimal amount,
      Instant appointmentAt,
      String appointmentState,
      String origin) {}

  /**
   * What the provider gave for the lead and the event reports the end of; one of the two.
   *
   * @param document a document
   * @param requestedStatus a status that it asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Request(Document document, RequestedStatus requestedStatus) {
    public static final Request NONE = new Request(null, null);

    public static Request of(Document document) {
      return new Request(document, null);
    }

    public static Request of(RequestedStatus status) {
      return new Request(null, status);
    }
  }

  /** A document, by the id that its upload was answered with. */
  public record Document(UUID id, String kind) {}

  /** A request for a status, by the id that it was answered with. */
  public record RequestedStatus(UUID id, String code) {}
}
