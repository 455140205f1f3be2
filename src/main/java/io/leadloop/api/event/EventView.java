package io.leadloop.api.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.leadloop.feedback.event.EventFeed;
import io.leadloop.feedback.event.LeadEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * An event in the REST feed.
 *
 * @param id the CloudEvents id, the same as on the topic
 * @param data the same JSON as the value on the topic
 */
public record EventView(UUID id, String type, Instant time, @JsonRawValue String data) {
  static EventView of(EventFeed.Entry event) {
    return new EventView(event.id(), event.type(), event.time(), event.data());
  }

  static EventView of(LeadEvent event) {
    return new EventView(event.id(), event.type(), event.time(), event.data());
  }
}
