package io.leadloop.api.event;

import io.leadloop.feedback.event.LeadEvent;
import java.util.List;

/**
 * A lead's events, oldest first.
 *
 * @param next the cursor of the next page; null on the last page
 */
public record EventList(List<EventView> items, String next) {
  /**
   * @param found up to one event more than the page size
   */
  public static EventList of(List<LeadEvent> found, int size) {
    List<LeadEvent> events = found.size() > size ? found.subList(0, size) : found;
    return new EventList(
        events.stream().map(EventView::of).toList(),
        found.size() > size ? Integer.toString(events.get(size - 1).sequence()) : null);
  }
}
