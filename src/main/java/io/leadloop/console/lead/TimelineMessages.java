package io.leadloop.console.lead;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a lead's timeline, of what it waits for, and of what can be done to it. */
@MessageBundle("timeline")
public interface TimelineMessages {
  @Message("Now")
  String now();

  @Message("since {time}")
  String since(String time);

  @Message("Nothing: Oplead has the lead.")
  String wait_none_forwarded();

  @Message("Nothing: Oplead refused the lead for good. It can be sent again.")
  String wait_none_rejected();

  @Message("Nothing: the lead’s time is over. It can be sent again.")
  String wait_none_expired();

  @Message("Waits for a new token: Oplead refuses the token of {customer}.")
  String wait_token(String customer);

  @Message("Waits for {customer} to be resumed.")
  String wait_resume(String customer);

  @Message("The lane of {customer} is open again; the lead follows in a moment.")
  String wait_release(String customer);

  @Message(
      "Waits for somebody: whether Oplead has the lead stays unknown. Look it up at {customer},"
          + " then send it again, or leave it to a callback.")
  String wait_decision(String customer);

  @Message(
      "Waits for a callback: whether Oplead has the lead is unknown. It is looked up or sent again")
  String wait_callback();

  @Message("The lane of {customer} rests; it goes on")
  String wait_rest(String customer);

  @Message("Waits for its next attempt")
  String wait_retry();

  @Message(
      "Waits for the quota of {customer}: {used} of {#if quota == '1'}1 request{#else}{quota}"
          + " requests{/if} of the last window used.")
  String wait_quota(String customer, String used, String quota);

  @Message(
      "Waits for its turn in the lane of {customer}: {#if waiting == '1'}1 lead waits{#else}"
          + "{waiting} leads wait{/if}, {used} of {#if quota == '1'}1 request is{#else}{quota}"
          + " requests are{/if} used.")
  String wait_turn(String customer, String waiting, String used, String quota);

  @Message("Is being sent to Oplead.")
  String wait_answer();

  @Message("Oplead has the lead. Waits for its first status.")
  String wait_status();

  @Message("at {time}, in {duration}")
  String at_in(String time, String duration);

  @Message("Open the customer")
  String to_customer();

  @Message("Attempt {number}")
  String attempt(String number);

  @Message("Look-up")
  String look_up();

  @Message("Oplead refused the lead")
  String outcome_refused();

  @Message("Oplead refused the token")
  String outcome_token_refused();

  @Message("Oplead asked to wait")
  String outcome_throttled();

  @Message("Oplead was not available")
  String outcome_unavailable();

  @Message("Oplead does not have the lead")
  String outcome_absent();

  @Message("no clear answer")
  String outcome_unknown();

  @Message("HTTP {status}")
  String http(String status);

  @Message("no answer")
  String no_http();

  @Message("{millis} ms")
  String millis(String millis);

  @Message("Callback")
  String callback();

  @Message("no new status in it")
  String callback_nothing();

  @Message("event {sequence}")
  String callback_event(String sequence);

  @Message("feedback log {position}")
  String log_position(String position);

  @Message("event {sequence}")
  String event_number(String sequence);

  @Message("late")
  String late();

  @Message("Push to {host}")
  String delivery(String host);

  @Message("Push to a removed endpoint")
  String delivery_removed();

  @Message("delivered")
  String delivery_delivered();

  @Message("failed, is sent again")
  String delivery_failed();

  @Message("given up")
  String delivery_given_up();

  @Message("Document: quote")
  String document_quote();

  @Message("Document: invoice")
  String document_invoice();

  @Message("Document")
  String document_other();

  @Message("Status requested: {code}")
  String status_request(String code);

  @Message("waiting")
  String update_queued();

  @Message("being sent")
  String update_sending();

  @Message("delivered")
  String update_delivered();

  @Message("refused")
  String update_refused();

  @Message("{kilobytes} kB")
  String kilobytes(String kilobytes);

  @Message("Older")
  String older();

  @Message("Newest")
  String newest();

  @Message("Each event is on the provider’s topic, too.")
  String hint();

  @Message("Oplead’s last error response")
  String answer();

  @Message("Values of the lead are masked; the administrator API has the response as it came.")
  String answer_hint();

  @Message(
      "It repeats values of the lead in a way that cannot be masked; the administrator API has it.")
  String answer_withheld();

  @Message("Ask Oplead")
  String poll();

  @Message("Send events again")
  String resend();

  @Message("Send all events of this lead again to the provider’s endpoints?")
  String resend_ask();

  @Message("Erase…")
  String erase();

  @Message("Erase the personal data")
  String erase_do();

  @Message(
      "Its document, Oplead’s answers and callbacks, files, and texts in events are destroyed. A"
          + " lead that waits is withdrawn. This cannot be undone.")
  String erase_hint();

  @Message("Type {confirmation} to confirm")
  String erase_confirm(String confirmation);

  @Message("It is sent again.")
  String done_retried();

  @Message("It waits: Oplead refuses the customer’s token. Only a new token lets it go on.")
  String done_retried_token();

  @Message("It waits: the customer is paused. It is sent again once the customer is resumed.")
  String done_retried_resume();

  @Message("Resume {customer}")
  String resume(String customer);

  @Message("New token for {customer}")
  String new_token(String customer);

  @Message("since it was sent again")
  String since_sent_again();

  @Message("Sent again, or released, by")
  String change_retry();

  @Message("Oplead asked by")
  String change_poll();

  @Message("Erased by")
  String change_erase();

  @Message("Changed by")
  String change_other();

  @Message("Oplead answered. A status that is new appears here in a moment.")
  String done_polled();

  @Message("Oplead reports that it does not have the lead.")
  String done_absent();

  @Message("Its events are sent again.")
  String done_resent();

  @Message("Its personal data is erased.")
  String done_erased();

  @Message("Nothing was erased: the confirmation is not that of this lead.")
  String done_mistyped();
}
