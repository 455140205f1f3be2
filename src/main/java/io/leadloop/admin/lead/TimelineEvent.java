package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.feedback.event.LeadEvent;

/**
 * An event for the lead's provider, which is in the feed and on the provider's topic.
 *
 * @param sequence its number per lead, from 1
 * @param type the CloudEvents type
 * @param status the status that it announces: its label, or its code without one; null for none
 * @param reason why the lead was rejected, held or expired, or its update refused
 * @param late whether a newer status stays the lead's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEvent(int sequence, String type, String status, String reason, boolean late) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static TimelineEvent of(LeadEvent event) {
    JsonNode data = read(event.data());
    JsonNode status = data.path("status");
    boolean isStatus = name(event.type()).equals("status_changed");
    return new TimelineEvent(
        event.sequence(),
        event.type(),
        isStatus ? text(status, "label", text(status, "code", null)) : null,
        text(data, "reason", null),
        data.path("late").asBoolean());
  }

  /** {@code io.leadloop.lead.status-changed.v1} is {@code status_changed}. */
  public String name() {
    return name(type);
  }

  static String name(String type) {
    return type.replaceAll("^io\\.leadloop\\.lead\\.|\\.v\\d+$", "").replace('-', '_');
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
