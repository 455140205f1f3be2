package io.leadloop.console.lead;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of leads. */
@MessageBundle("lead")
public interface LeadMessages {
  @Message("Search")
  String find();

  @Message("Lead id, reference, or Oplead id")
  String find_hint();

  @Message("Apply")
  String apply();

  @Message("Clear")
  String clear();

  @Message("any")
  String any();

  @Message("State")
  String state();

  @Message("Provider")
  String provider();

  @Message("Customer")
  String customer();

  @Message("Accepted")
  String period();

  @Message("at any time")
  String period_any();

  @Message("in the last hour")
  String period_hour();

  @Message("in the last 24 hours")
  String period_day();

  @Message("in the last 7 days")
  String period_week();

  @Message("Reference")
  String reference();

  @Message("Status")
  String status();

  @Message("Attempts")
  String attempts();

  @Message("Accepted")
  String accepted();

  @Message("Updated")
  String updated();

  @Message("Last error")
  String last_error();

  @Message("No lead matches")
  String none_found();

  @Message(
      "A search finds a whole lead id, reference or Oplead id, written exactly as it is stored, "
          + "with capitals. Or clear the filters.")
  String none_found_hint();

  @Message("No lead was handed in yet")
  String none_yet();

  @Message("Leads appear here as soon as a provider sends one.")
  String none_yet_hint();

  @Message("The search read its share of leads; it goes on with the next page.")
  String short_page();

  @Message("Lead")
  String lead();

  @Message("Oplead id")
  String oplead_id();

  @Message("Next attempt")
  String next_attempt();

  @Message("Personal data erased")
  String erased();

  @Message("Oplead’s last answer")
  String last_answer();

  @Message("No failed answer is kept.")
  String no_answer();

  @Message("History")
  String history();

  @Message("No event was published yet.")
  String no_events();

  @Message("Accepted")
  String was_accepted();

  @Message("Send again")
  String retry();

  @Message("Release")
  String release();

  @Message("Send this lead to Oplead again?")
  String retry_ask();

  @Message("The lead’s content is not shown here.")
  String content_hint();

  @Message("Forwarded to Oplead")
  String event_forwarded();

  @Message("Rejected")
  String event_rejected();

  @Message("Held")
  String event_held();

  @Message("Expired")
  String event_expired();

  @Message("Status changed")
  String event_status_changed();

  @Message("Status request accepted")
  String event_status_accepted();

  @Message("Status request refused")
  String event_status_refused();

  @Message("Document delivered")
  String event_document_delivered();

  @Message("Document refused")
  String event_document_refused();

  @Message("Assigned")
  String event_assigned();

  @Message("Appointment updated")
  String event_appointment_updated();

  @Message("Feedback overdue")
  String event_feedback_overdue();
}
