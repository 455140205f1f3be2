package io.leadloop.console.bulk;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of bulk operations. */
@MessageBundle("bulk")
public interface BulkMessages {
  @Message("Bulk operations")
  String operations();

  @Message(
      "Changes of many leads at once. They run in the gateway, whether a page is open " + "or not.")
  String operations_hint();

  @Message("No bulk operation yet")
  String empty();

  @Message("Filter the list of leads, then send all of them again or release them.")
  String empty_hint();

  @Message("To the leads")
  String to_leads();

  @Message("Operation")
  String operation();

  @Message("Filter")
  String filter();

  @Message("State")
  String state();

  @Message("Progress")
  String progress();

  @Message("Done")
  String done();

  @Message("Skipped")
  String skipped();

  @Message(
      "Skipped leads were in another state by then, were erased, would be too late, or "
          + "are held in a stopped lane.")
  String skipped_hint();

  @Message("Counted before the start")
  String total();

  @Message("Started")
  String started();

  @Message("By")
  String by();

  @Message("Ended")
  String ended();

  @Message("Cancelled by")
  String cancelled_by();

  @Message("Cancel")
  String cancel();

  @Message("Cancel this operation? Leads that were changed stay so.")
  String cancel_ask();

  @Message("Send again")
  String action_retry();

  @Message("Release")
  String action_release();

  @Message("running")
  String state_running();

  @Message("done")
  String state_done();

  @Message("cancelled")
  String state_cancelled();

  @Message("Dry run: nothing was changed yet.")
  String dry_run();

  @Message("leads")
  String leads();

  @Message("at least")
  String at_least();

  @Message("until all are sent, about")
  String takes();

  @Message("some lanes do not send now")
  String takes_unknown();

  @Message("left out: held in stopped lanes")
  String left_out();

  @Message(
      "Leads held in a stopped lane would be held again. They are released when their "
          + "customer is resumed.")
  String left_out_hint();

  @Message("No lead of this filter can be changed")
  String nothing();

  @Message(
      "Leads that wait, are being sent, or were forwarded are never sent again. Choose "
          + "another filter.")
  String nothing_hint();

  @Message("Customers")
  String lanes();

  @Message("Those with the most leads, by their quotas and what waits there.")
  String lanes_hint();

  @Message("Customer")
  String customer();

  @Message("Leads")
  String count();

  @Message("Sent in about")
  String seconds();

  @Message("does not send now")
  String stopped();

  @Message("Send 1 lead again")
  String start_retry_one();

  @Message("Release 1 lead")
  String start_release_one();

  @Message("Send {count} leads again")
  String start_retry(String count);

  @Message("Release {count} leads")
  String start_release(String count);
}
