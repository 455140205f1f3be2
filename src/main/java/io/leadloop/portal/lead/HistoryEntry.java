package io.leadloop.portal.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.feedback.event.LeadEvent;
import io.leadloop.page.template.Tone;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of a lead, as the provider received it.
 *
 * @param word the message of its type, {@code event_…}
 * @param status the status that it announces; null for none
 * @param reason why; null where there is none
 */
public record HistoryEntry(
    UUID id, int sequence, Instant time, Tone tone, String word, String status, String reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HistoryEntry of(LeadEvent event) {
    JsonNode data = read(event.data());
    String name =
        event.type().replaceAll("^io\\.leadloop\\.lead\\.|\\.v\\d+$", "").replace('-', '_');
    JsonNode status = data.path("status");
    return new HistoryEntry(
        event.id(),
        event.sequence(),
        event.time(),
        tone(name),
        "event_" + name,
        name.equals("status_changed") ? text(status, "label", text(status, "code", null)) : null,
        text(data, "reason", null));
  }

  private static Tone tone(String name) {
    return switch (name) {
      case "forwarded", "status_accepted", "document_delivered" -> Tone.GOOD;
      case "rejected", "expired", "status_refused", "document_refused" -> Tone.BAD;
      case "held" -> Tone.STOPPED;
      case "feedback_overdue" -> Tone.WARNING;
      default -> Tone.ACTIVE;
    };
  }

  private static String text(JsonNode data, String member, String otherwise) {
    JsonNode value = data.path(member);
    return value.isTextual() ? value.textValue() : otherwise;
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event's data is JSON", e);
    }
  }
}
