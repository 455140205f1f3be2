package io.leadloop.console.feedback;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of feedback. */
@MessageBundle("feedback")
public interface FeedbackMessages {
  @Message(
      "What customers’ Oplead reports: labels that have no code, feedback that was set"
          + " aside, and how far the log is.")
  String hint();

  @Message("as of")
  String as_of();

  @Message("Health")
  String health();

  @Message("Kafka")
  String kafka();

  @Message("reachable")
  String reachable();

  @Message("not reachable")
  String unreachable();

  @Message("Feedback that waits for Kafka")
  String outbox();

  @Message("the first for {time}")
  String outbox_since(String time);

  @Message("nothing waits")
  String outbox_empty();

  @Message("Records not projected yet")
  String lag();

  @Message("Partition {number}: {lag}")
  String partition(String number, String lag);

  @Message("Customers with the least feedback")
  String coverage();

  @Message("Of their last leads at Oplead, those with a status.")
  String coverage_hint();

  @Message("No customer has forwarded leads yet")
  String no_coverage();

  @Message("Coverage is learned from the first leads that Oplead has.")
  String no_coverage_hint();

  @Message("Customer")
  String customer();

  @Message("Leads looked at")
  String forwarded();

  @Message("With a status")
  String with_status();

  @Message("Overdue")
  String overdue();

  @Message("Labels without a code")
  String unknown();

  @Message("Their leads have the status other until they get a code.")
  String unknown_hint();

  @Message("Every label has a code")
  String no_unknown();

  @Message("A label that Oplead sends and no table knows appears here by itself.")
  String no_unknown_hint();

  @Message("Label")
  String label();

  @Message("Times")
  String times();

  @Message("Last seen")
  String last_seen();

  @Message("Customers")
  String sent_by();

  @Message("Code")
  String code();

  @Message("Code of {label}")
  String code_for(String label);

  @Message("For")
  String for_customer();

  @Message("Customers for whom {label} has it")
  String for_customer_of(String label);

  @Message("all customers")
  String all_customers();

  @Message("Give code")
  String give();

  @Message("Another label")
  String other_label();

  @Message("For one that was withheld, or that is expected.")
  String other_label_hint();

  @Message("Customer (empty for all)")
  String customer_slug();

  @Message("Labels with a code given here")
  String mapped();

  @Message("Every replica reads by them within seconds. The others are in the API profile.")
  String mapped_hint();

  @Message("No label has its code from here")
  String no_mapped();

  @Message("Give one to a label without a code, above.")
  String no_mapped_hint();

  @Message("Changed")
  String changed();

  @Message("Correction")
  String correction();

  @Message("Correct leads")
  String correct();

  @Message("Remove")
  String remove();

  @Message("Take the code from {label}? The next callback with it is other again.")
  String remove_ask(String label);

  @Message("Feedback that was set aside")
  String letters();

  @Message("It delays nothing. When the cause is gone, have it tried again.")
  String letters_hint();

  @Message("Nothing was set aside")
  String no_letters();

  @Message(
      "What the log refuses, what cannot be projected, and callbacks without a status"
          + " appear here.")
  String no_letters_hint();

  @Message("Source")
  String source();

  @Message("all")
  String source_any();

  @Message("refused by the log")
  String source_outbox();

  @Message("cannot be projected")
  String source_log();

  @Message("no status found")
  String source_callback();

  @Message("Apply")
  String apply();

  @Message("Set aside")
  String when();

  @Message("Kind")
  String kind();

  @Message("Lead")
  String lead();

  @Message("Reason")
  String reason();

  @Message("Try again")
  String retry();

  @Message("Try the next 500 again")
  String retry_next();

  @Message("Try all again, at most 500")
  String retry_all();

  @Message("Discard")
  String discard();

  @Message("Discard all, at most 500")
  String discard_all();

  @Message("Type {word} to discard for good")
  String type_to_discard(String word);

  @Message("Action")
  String action();

  @Message("Correction of {label}")
  String correction_of(String label);

  @Message(
      "For each lead whose status is this label as other, its provider gets one event"
          + " with the code {code}, marked as a correction.")
  String correction_hint(String code);

  @Message("Leads to correct")
  String would_correct();

  @Message("Publish {#if count == '1'}1 correction{#else}{count} corrections{/if}")
  String publish(String count);

  @Message("Publish {#if count == '1'}1 correction{#else}{count} corrections{/if} to providers?")
  String publish_ask(String count);

  @Message("No lead has this label without its code.")
  String nothing_to_correct();

  @Message("Last run")
  String last_run();

  @Message("It was never corrected.")
  String no_run();

  @Message("Corrected")
  String progress();

  @Message("{done} of {planned}")
  String of(String done, String planned);

  @Message("running")
  String run_running();

  @Message("done")
  String run_done();

  @Message("cancelled")
  String run_cancelled();

  @Message("Started")
  String started();

  @Message("Ended")
  String ended();

  @Message("Cancel")
  String cancel();

  @Message("Feedback")
  String back();

  @Message("new")
  String code_new();

  @Message("in progress")
  String code_in_progress();

  @Message("nursery")
  String code_nursery();

  @Message("appointment")
  String code_appointment();

  @Message("quote to do")
  String code_quote_to_do();

  @Message("quote to follow up")
  String code_quote_follow_up();

  @Message("won")
  String code_won();

  @Message("lost")
  String code_lost();

  @Message("no follow-up")
  String code_no_follow_up();
}
