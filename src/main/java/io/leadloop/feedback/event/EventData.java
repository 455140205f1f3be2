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
 * The data of an event, as {@code src/docs/schemas} describe it. It has no personal data. Parts and
 * their members are declared in wire order.
 *
 * @param receivedAt when the gateway received the reported change
 * @param statusMapVersion the version of the status map; null without a new status
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
   * The lead, and the number of the event.
   *
   * @param reference the provider's own id for the lead, or null
   * @param customer the customer's slug
   * @param sequence 1, 2, 3… per lead, without gaps
   */
  public record Subject(LeadId leadId, String reference, String customer, int sequence) {}

  /**
   * The lead's state after the event.
   *
   * @param status the customer's last status of the lead, or null
   * @param previousStatus the status before this event, or null
   * @param reason why the lead was rejected, held or expired, or its update refused, or null
   */
  public record Standing(
      LeadState state,
      @JsonProperty("oplead_id") String opleadId,
      LeadStatus status,
      LeadStatus previousStatus,
      String reason) {}

  /**
   * Flags of the lead.
   *
   * @param possibleDuplicate whether Oplead may have the lead twice, after an uncertain outcome
   * @param test whether it is a test lead, which no person works on
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Marks(boolean possibleDuplicate, boolean test) {}

  /**
   * Details of a status or an appointment.
   *
   * @param late whether a newer status was published before and stays the lead's status
   * @param correction whether only the code of the last status changed, because the status map was
   *     corrected
   * @param amount the reported amount of a quote or order
   * @param appointmentAt the reported time of an appointment
   * @param appointmentState Oplead's own word for the appointment's state
   * @param origin {@code provider} if the provider requested the status, {@code poll} if the
   *     gateway polled Oplead for it
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
   * The provider's update whose end the event reports; exactly one of the two.
   *
   * @param document a document
   * @param requestedStatus a requested status
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

  /** A document, by the id that its upload returned. */
  public record Document(UUID id, String kind) {}

  /** A requested status, by the id that the request returned. */
  public record RequestedStatus(UUID id, String code) {}
}
