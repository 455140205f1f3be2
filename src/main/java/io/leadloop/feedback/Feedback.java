package io.leadloop.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A report on a lead, as it travels on the feedback log (key = lead id). Its id makes every later
 * step repeatable.
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
  @JsonSubTypes.Type(value = Feedback.Overdue.class, name = "overdue"),
  @JsonSubTypes.Type(value = Feedback.Reread.class, name = "reread")
})
public sealed interface Feedback {
  /** The same at every repetition. */
  UUID id();

  @JsonProperty("lead_id")
  LeadId leadId();

  /** When the gateway learned it. */
  @JsonProperty("received_at")
  Instant receivedAt();

  /** Which feedback this is: a switch over it without a default names all of them. */
  Kind kind();

  /** Why, in words for the provider; null where there is nothing to explain. */
  default String reason() {
    return null;
  }

  /** The kinds of feedback. */
  enum Kind {
    FORWARDED,
    REJECTED,
    HELD,
    EXPIRED,
    CALLBACK,
    CORRECTION,
    UPDATED,
    NOTIFIED,
    POLLED,
    OVERDUE,
    REREAD;

    /** Its name in the log and in the feedback table. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Oplead took the lead. */
  record Forwarded(UUID id, LeadId leadId, Instant receivedAt, String opleadId)
      implements Feedback {
    @Override
    public Kind kind() {
      return Kind.FORWARDED;
    }
  }

  /** Oplead refused the lead for good. */
  record Rejected(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }
  }

  /** The lead waits for an administrator. */
  record Held(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.HELD;
    }
  }

  /** The lead was not forwarded within its shelf life. */
  record Expired(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.EXPIRED;
    }
  }

  /**
   * Oplead called back.
   *
   * @param contentType as it was given; may be null
   * @param body the raw body, sealed for its lead
   * @param again whether it was set aside, or waited in the outbox: what came meanwhile may be
   *     newer
   */
  record Callback(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      String contentType,
      byte[] body,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean again)
      implements Feedback {
    public Callback(UUID id, LeadId leadId, Instant receivedAt, String contentType, byte[] body) {
      this(id, leadId, receivedAt, contentType, body, false);
    }

    @Override
    public Kind kind() {
      return Kind.CALLBACK;
    }
  }

  /**
   * A label has another code now.
   *
   * @param label the status that the lead must still have for this to concern it
   * @param code what that label means now
   * @param statusMapVersion of the table that has that code
   * @param formerCode the code that the status must still have; null for any
   */
  record Correction(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      String label,
      String code,
      String statusMapVersion,
      @JsonInclude(JsonInclude.Include.NON_NULL) String formerCode)
      implements Feedback {
    public Correction(
        UUID id,
        LeadId leadId,
        Instant receivedAt,
        String label,
        String code,
        String statusMapVersion) {
      this(id, leadId, receivedAt, label, code, statusMapVersion, null);
    }

    @Override
    public Kind kind() {
      return Kind.CORRECTION;
    }
  }

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
      implements Feedback {
    @Override
    public Kind kind() {
      return Kind.UPDATED;
    }
  }

  /**
   * Oplead sent a notification of a subscription.
   *
   * @param subscription the kind's wire name
   * @param contentType as it was given; may be null
   * @param body the raw body, sealed for the lead
   * @param again whether it was set aside, or waited in the outbox: what came meanwhile may be
   *     newer
   */
  record Notified(
      UUID id,
      LeadId leadId,
      Instant receivedAt,
      String subscription,
      String contentType,
      byte[] body,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean again)
      implements Feedback {
    public Notified(
        UUID id,
        LeadId leadId,
        Instant receivedAt,
        String subscription,
        String contentType,
        byte[] body) {
      this(id, leadId, receivedAt, subscription, contentType, body, false);
    }

    @Override
    public Kind kind() {
      return Kind.NOTIFIED;
    }
  }

  /**
   * The gateway asked Oplead for the lead.
   *
   * @param receivedAt when it asked
   * @param body what Oplead answered, sealed for the lead
   */
  record Polled(UUID id, LeadId leadId, Instant receivedAt, byte[] body) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.POLLED;
    }
  }

  /** No status came in the time in which one comes. */
  record Overdue(UUID id, LeadId leadId, Instant receivedAt, String reason) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.OVERDUE;
    }
  }

  /**
   * A body in which no status was found is to be read once more.
   *
   * @param of the feedback that has the body
   */
  record Reread(UUID id, LeadId leadId, Instant receivedAt, UUID of) implements Feedback {
    @Override
    public Kind kind() {
      return Kind.REREAD;
    }
  }

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
