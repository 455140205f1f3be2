package io.leadloop.console.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words that forms share: {@code field_}, {@code hint_} or {@code choice_} begins the key of
 * what is about an input. A form's own words are its area's: {@code title_} and {@code intro_}
 * begin their keys there, and {@code result_} that of a result.
 */
@MessageBundle("form")
public interface FormMessages {
  @Message("optional")
  String optional();

  @Message("Fill this in.")
  String missing();

  @Message("Write a whole number.")
  String no_number();

  @Message("Nothing was saved. Correct these fields:")
  String not_saved();

  @Message("Type it again: a page never repeats a secret.")
  String retype();

  @Message("More settings")
  String rare();

  @Message("Cancel")
  String cancel();

  @Message("Back")
  String back();

  @Message("Go on")
  String go_on();

  @Message("Slug")
  String field_slug();

  @Message("Name")
  String field_name();

  @Message("Interface of its Oplead")
  String field_wire();

  @Message("Base URL")
  String field_oplead_base_url();

  @Message("Header of the token")
  String field_oplead_token_header();

  @Message("Scheme before the token")
  String field_oplead_token_scheme();

  @Message("Query parameter of the token")
  String field_oplead_token_query_parameter();

  @Message("Fields of the provider")
  String field_oplead_provider_fields();

  @Message("Form")
  String field_form_name();

  @Message("Token of the form")
  String field_form_token();

  @Message("Address of the form import")
  String field_form_url();

  @Message("Base URL")
  String field_base_url();

  @Message("Oplead token")
  String field_token();

  @Message("Requests in a minute")
  String field_requests_per_minute();

  @Message("Shelf life")
  String field_shelf_life();

  @Message("Subscribe to")
  String field_subscribe();

  @Message("Customers")
  String field_customers();

  @Message("Customers")
  String field_of_customers();

  @Message("Leads in a minute")
  String field_leads_per_minute();

  @Message("Leads at once")
  String field_burst();

  @Message("Label")
  String field_key_name();

  @Message("Expires")
  String field_expires_at();

  @Message("Customer")
  String field_customer();

  @Message("URL")
  String field_url();

  @Message("Description")
  String field_description();

  @Message("Signature")
  String field_scheme();

  @Message("First event")
  String field_start();

  @Message("Events")
  String field_types();

  @Message("Leads at a time")
  String field_max_in_flight();

  @Message("Overlap")
  String field_overlap();

  @Message("From")
  String field_from();

  @Message("All events from")
  String field_since();

  @Message("Only count them")
  String field_dry_run();

  @Message("All events of the lead")
  String field_lead_id();

  @Message("The event")
  String field_event_id();

  @Message("Name, to confirm")
  String field_confirmation();

  @Message("Lower-case letters and digits, with single hyphens between them. It cannot be changed.")
  String hint_slug();

  @Message("What the token allows in any 60 seconds.")
  String hint_quota();

  @Message("In hours, or as ISO 8601 (P30D): how long a lead is worth forwarding.")
  String hint_shelf_life();

  @Message("It is encrypted, and no page shows it again.")
  String hint_token();

  @Message("Empty for the address of the settings.")
  String hint_base_url();

  @Message("Empty leaves it as it is.")
  String hint_kept();

  @Message("Its name at Oplead.")
  String hint_form_name();

  @Message("flat or nested")
  String hint_provider_fields();

  @Message("Only if the interface changes, or the scheme, host or port of the address.")
  String hint_token_to_move();

  @Message("Oplead shows it with each lead.")
  String hint_provider_name();

  @Message("Slugs of customers that it may send to, one in a line.")
  String hint_customers();

  @Message("Empty for the limit of the settings.")
  String hint_by_default();

  @Message(
      "How many it may send at once. Empty for its leads in a minute, or the limit of the settings if that is less.")
  String hint_burst();

  @Message("For people: who or what uses the key.")
  String hint_key_name();

  @Message("Empty for never.")
  String hint_expires_at();

  @Message("Its slug.")
  String hint_customer();

  @Message("The slug of a customer that the provider may send to.")
  String hint_granted_customer();

  @Message("As the provider posts it.")
  String hint_posted_name();

  @Message("The token that the provider posts already; empty for a new one.")
  String hint_posted_token();

  @Message("Begins with https; port 443 or 8443.")
  String hint_url();

  @Message("None for all.")
  String hint_types();

  @Message("None for all.")
  String hint_of_customers();

  @Message("From 1 to 32.")
  String hint_max_in_flight();

  @Message("now, beginning, a cursor of the feed, or a time (2026-11-24T09:30:00Z)")
  String hint_start();

  @Message("In hours, or as ISO 8601. Empty for 24 hours.")
  String hint_overlap();

  @Message("beginning, a cursor of the feed, or a time (2026-11-24T09:30:00Z)")
  String hint_since();

  @Message("REST API")
  String choice_rest();

  @Message("form import")
  String choice_form();

  @Message("statuses")
  String choice_status();

  @Message("appointments")
  String choice_appointment();

  @Message("assigned leads")
  String choice_assigned();

  @Message("v1: a shared secret")
  String choice_v1();

  @Message("v1a: a public key")
  String choice_v1a();

  @Message("where it stopped")
  String choice_cursor();

  @Message("now")
  String choice_now();
}
