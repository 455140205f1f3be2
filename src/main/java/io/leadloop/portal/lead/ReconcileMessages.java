package io.leadloop.portal.lead;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that compares a list. */
@MessageBundle("reconcile")
public interface ReconcileMessages {
  @Message("Result")
  String result();

  @Message("listed")
  String verdict_given();

  @Message("matched")
  String verdict_matched();

  @Message("never received")
  String verdict_unknown();

  @Message("not forwarded")
  String verdict_not_forwarded();

  @Message("forwarded, no status yet")
  String verdict_no_feedback();

  @Message("you lack events")
  String verdict_behind();

  @Message("another status")
  String verdict_status_differs();

  @Message("more events than were published")
  String verdict_ahead();

  @Message("not in your list")
  String verdict_missing();

  @Message("unreadable")
  String verdict_invalid();

  @Message("Nothing differs.")
  String nothing_differs();

  @Message("Difference")
  String difference();

  @Message("Reason")
  String reason();

  @Message("Your list")
  String list();

  @Message("Or a file, which counts instead")
  String file();

  @Message("From")
  String from();

  @Message("Until")
  String until();

  @Message("Compare")
  String compare();

  @Message(
      "With a period, leads that were accepted in it and are not in your list are " + "shown, too.")
  String window_hint();

  @Message("The first {count} are shown.")
  String result_cut(String count);

  @Message("Line {number}")
  String line(String number);

  @Message(":")
  String colon();

  @Message("A status is one of these codes, or its word:")
  String codes();
}
