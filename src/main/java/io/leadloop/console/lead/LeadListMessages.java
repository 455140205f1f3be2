package io.leadloop.console.lead;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the list of leads. */
@MessageBundle("list")
public interface LeadListMessages {
  @Message("Waits for another attempt")
  String retrying();

  @Message("Feedback overdue")
  String overdue();

  @Message("new")
  String status_new();

  @Message("in progress")
  String status_in_progress();

  @Message("nursery")
  String status_nursery();

  @Message("appointment")
  String status_appointment();

  @Message("quote to do")
  String status_quote_to_do();

  @Message("quote follow-up")
  String status_quote_follow_up();

  @Message("won")
  String status_won();

  @Message("lost")
  String status_lost();

  @Message("no follow-up")
  String status_no_follow_up();

  @Message("other")
  String status_other();

  @Message("Save as CSV")
  String csv();

  @Message("Up to 5,000 leads of this filter; choose a shorter period for fewer.")
  String csv_hint();

  @Message("Send all again …")
  String retry_all();

  @Message("Release all …")
  String release_all();

  @Message("No more leads")
  String no_more();

  @Message("Bulk operations")
  String operations();
}
