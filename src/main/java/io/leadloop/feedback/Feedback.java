package io.leadloop.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.UUID;

/**
 * One word on what became of a lead, as it travels on the feedback log (key = lead id). Its id
 * makes every later step repeatable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Feedback.Forwarded.class, name = "forwarded"),
  @JsonSubTypes.Type(value = Feedback.Rejected.class, name = "rejected"),
  @JsonSubTypes.Type(value = Feedback.Held.class, name = "held"),
  @JsonSubTypes.Type(value = Feedback.Expired.class, name = "expired"),
  @JsonSubTypes.Type(value = Feedback.Callback.class, name = "callback"),
  @JsonSubTypes.Type(value = Feedback.Correction.class, name = "correction"),
  @JsonSubTypes.Type(value = Feedback.Updated.class, name = "updated"),
  @JsonSubTypes.Type(value = Feedback.Notified.class, name = "notified"),
  @JsonSubTypes.Type(value = Feedback.Polled.class, name = "polled"),
  @JsonSubTypes.Type(value = Feedback.Overdue.class, name = "overdue")
})
public sealed interface Feedback {
  /** The same at every repetition. */
  UUID id();

  @JsonProperty("lead_id")
  LeadId leadId();

  /** When the gateway learned it. */
  @JsonProperty("received_at")
  Instant receivedAt();

  /** The name of this kind, in the log and in the feedback table. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** Oplead took the lead. */
  record Forwarded(UUID id, LeadId leadId, Instant receivedAt, String opleadId)
      implements Feedback {}

  /** Oplead refused the lead for good. */
  record Rejected(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {}

  /** The lead waits for an administrator. */
  record Held(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {}

  /** The lead was not forwarded within its shelf life. */
  record Expired(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {}

  /**
   * Oplead called back.
   *
   * @param contentType as it was given; may be null
   * @param body the raw body, sealed for its lead
   */
  record Callback(UUID id, LeadId leadId, Instant receivedAt, String contentType, byte[] body)
      implements Feedback {}

  /**
   * The table of status names was mended.
   *
   * @param label the status that the lead must still have for this to concern it
   * @param code what that label means now
   * @param statusMapVersion of the mended table
   */
  record Correction(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      String label,
      String code,
      String statusMapVersion)
      implements Feedback {}

  /**
   * A document or a status that the provider gave has come to its end.
   *
   * @param updateId the document's or the request's id
   * @param documentKind of a document, else null
   * @param statusCode of a status, else null
   * @param delivered whether Oplead has it
   * @param reason why not, else null
   */
  record Updated(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      UUID updateId,
      String documentKind,
      String statusCode,
      boolean delivered,
      String reason)
      implements Feedback {}

  /**
   * Oplead told what the gateway is subscribed to.
   *
   * @param subscription the kind's wire name
   * @param contentType as it was given; may be null
   * @param body the raw body, sealed for the lead
   */
  record Notified(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      String subscription,
      String contentType,
      byte[] body)
      implements Feedback {}

  /**
   * The gateway asked Oplead for the lead.
   *
   * @param receivedAt when it asked
   * @param body what Oplead answered, sealed for the lead
   */
  record Polled(UUID id, LeadId leadId, Instant receivedAt, byte[] body) implements Feedback {}

  /** No status came in the time in which one comes. */
  record Overdue(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {}

  /** A new id (UUIDv7). */
  static UUID nextId() {
    return Ids.GENERATOR.generate();
  }

  /** Keeps the generator out of the interface's own constants. */
  final class Ids {
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}
  }
}
