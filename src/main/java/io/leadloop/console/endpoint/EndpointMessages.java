package io.leadloop.console.endpoint;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of one endpoint's page, its forms and their results. */
@MessageBundle("endpoint")
public interface EndpointMessages {
  @Message("Send again")
  String resend();

  @Message("New secret")
  String rotate();

  @Message("Description")
  String description();

  @Message("Events")
  String types();

  @Message("all")
  String all();

  @Message("Signature")
  String scheme();

  @Message("Public key")
  String public_key();

  @Message("The secret before signs until")
  String previous_secret();

  @Message("Leads at a time")
  String in_flight();

  @Message("Verified")
  String verified();

  @Message("Warning")
  String warning();

  @Message("Settled up to")
  String cursor();

  @Message("Next attempt")
  String next_attempt();

  @Message("Deliveries")
  String deliveries();

  @Message("The attempts of the last weeks, newest first.")
  String deliveries_hint();

  @Message("Lead")
  String lead();

  @Message("Event")
  String type();

  @Message("Attempt")
  String attempt();

  @Message("HTTP status")
  String status();

  @Message("Took")
  String took();

  @Message("Answer")
  String answer();

  @Message("No delivery is recorded")
  String no_deliveries();

  @Message("Attempts appear here as soon as an event is sent; clear the filters to see all.")
  String no_deliveries_hint();

  @Message("delivered")
  String delivery_delivered();

  @Message("failed")
  String delivery_failed();

  @Message("given up")
  String delivery_given_up();

  @Message("Register an endpoint")
  String title_new();

  @Message("It receives signed events after it has passed a handshake.")
  String intro_new();

  @Message("Change the endpoint")
  String title_settings();

  @Message(
      "A new URL has to pass the handshake again. An empty description, or no "
          + "type or customer, removes it.")
  String intro_settings();

  @Message("Issue a new secret")
  String title_rotate();

  @Message("Events are signed with both secrets until the overlap ends. The new one is shown once.")
  String intro_rotate();

  @Message("Resume deliveries")
  String title_resume();

  @Message("Events that are left out by starting from now stay in the feed.")
  String intro_resume();

  @Message("Send events again")
  String title_resend();

  @Message("Fill in one of the point, the lead and the event.")
  String intro_resend();

  @Message("Remove the endpoint")
  String title_remove();

  @Message("Events that it has not received stay in the feed. Type its host to confirm.")
  String intro_remove();

  @Message("The endpoint is registered")
  String result_new();

  @Message("The new secret")
  String result_rotate();

  @Message("Events are sent again")
  String result_resend();

  @Message("What would be sent again")
  String result_resend_trial();

  @Message("The handshake")
  String result_verify();
}
