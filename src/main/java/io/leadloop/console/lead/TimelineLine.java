package io.leadloop.console.lead;

import io.leadloop.admin.lead.TimelineEntry;
import io.leadloop.page.template.Tone;

/**
 * A line of a lead's timeline.
 *
 * @param tone how it looks
 */
public record TimelineLine(TimelineEntry entry, Tone tone) {
  private static final int KILOBYTE = 1_000;

  static TimelineLine of(TimelineEntry entry) {
    return new TimelineLine(entry, tone(entry));
  }

  /** The word of an event's type, in {@link LeadMessages}. */
  public String eventWord() {
    return "event_" + entry.event().name();
  }

  /** The word of a failed attempt's outcome, in {@link TimelineMessages} as those below. */
  public String outcomeWord() {
    return "outcome_" + entry.attempt().outcome();
  }

  public String deliveryWord() {
    return "delivery_" + entry.delivery().state().wireName();
  }

  public String documentWord() {
    return "document_" + entry.update().document().wireName();
  }

  public String updateWord() {
    return "update_" + entry.update().state().wireName();
  }

  /** The word of what an administrator did. */
  public String changeWord() {
    return switch (entry.change().action()) {
      case "lead.retry" -> "change_retry";
      case "lead.poll" -> "change_poll";
      case "lead.erase" -> "change_erase";
      default -> "change_other";
    };
  }

  /** Where a callback is in the feedback log. */
  public String logPosition() {
    return entry.callback().logPartition() + ":" + entry.callback().logOffset();
  }

  /** The size of a document, at least 1. */
  public long kilobytes() {
    return Math.max(1, (entry.update().bytes() + KILOBYTE / 2) / KILOBYTE);
  }

  private static Tone tone(TimelineEntry entry) {
    return switch (entry.kind()) {
      case ACCEPTED -> Tone.WAITING;
      case ATTEMPT -> attempt(entry.attempt().outcome());
      case EVENT -> event(entry.event().name());
      case CALLBACK, CHANGE -> Tone.ACTIVE;
      case DELIVERY ->
          switch (entry.delivery().state()) {
            case DELIVERED -> Tone.GOOD;
            case FAILED -> Tone.WARNING;
            case GIVEN_UP -> Tone.BAD;
          };
      case UPDATE ->
          switch (entry.update().state()) {
            case QUEUED -> Tone.WAITING;
            case SENDING -> Tone.ACTIVE;
            case DELIVERED -> Tone.GOOD;
            case REFUSED -> Tone.BAD;
          };
    };
  }

  private static Tone attempt(String outcome) {
    return switch (outcome) {
      case "refused", "token_refused" -> Tone.BAD;
      default -> Tone.WARNING;
    };
  }

  private static Tone event(String name) {
    return switch (name) {
      case "forwarded", "status_accepted", "document_delivered" -> Tone.GOOD;
      case "rejected", "expired", "status_refused", "document_refused" -> Tone.BAD;
      case "held" -> Tone.STOPPED;
      case "feedback_overdue" -> Tone.WARNING;
      default -> Tone.ACTIVE;
    };
  }
}
