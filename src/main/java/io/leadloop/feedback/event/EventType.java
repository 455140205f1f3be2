package io.leadloop.feedback.event;

/** The events of the contract with their CloudEvents types ({@code src/docs/asyncapi.yaml}). */
public enum EventType {
  FORWARDED("io.leadloop.lead.forwarded.v1"),
  REJECTED("io.leadloop.lead.rejected.v1"),
  HELD("io.leadloop.lead.held.v1"),
  EXPIRED("io.leadloop.lead.expired.v1"),
  STATUS_CHANGED("io.leadloop.lead.status-changed.v1"),
  STATUS_ACCEPTED("io.leadloop.lead.status-accepted.v1"),
  STATUS_REFUSED("io.leadloop.lead.status-refused.v1"),
  DOCUMENT_DELIVERED("io.leadloop.lead.document-delivered.v1"),
  DOCUMENT_REFUSED("io.leadloop.lead.document-refused.v1"),
  ASSIGNED("io.leadloop.lead.assigned.v1"),
  APPOINTMENT_UPDATED("io.leadloop.lead.appointment-updated.v1"),
  FEEDBACK_OVERDUE("io.leadloop.lead.feedback-overdue.v1");

  private final String type;

  EventType(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }
}
