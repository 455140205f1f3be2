package io.leadloop.console.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of forms and their results. The beginning of a key is what it is for: {@code title_},
 * {@code intro_}, {@code result_}, {@code field_}, {@code hint_}, {@code choice_} and {@code
 * fact_}.
 */
@MessageBundle("form")
public interface FormMessages {
  @Message("optional")
  String optional();

  @Message("Fill this in.")
  String missing();

  @Message("More settings")
  String rare();

  @Message("Cancel")
  String cancel();

  @Message("Back")
  String back();

  @Message("Go on")
  String go_on();

  @Message("Shown this once. Copy what you need before you leave the page.")
  String once();

  @Message("Copy")
  String copy();

  @Message("Copied.")
  String copied();

  @Message("Step")
  String step();

  @Message("Result")
  String outcome();

  @Message("Took")
  String took();

  @Message("passed")
  String passed();

  @Message("failed")
  String failed();

  @Message("Create a customer")
  String title_customer_new();

  @Message("A company that works its leads in Oplead. Its token is checked at once.")
  String intro_customer_new();

  @Message("Change the customer")
  String title_customer_settings();

  @Message("An empty field leaves the value as it is.")
  String intro_customer_settings();

  @Message("Replace the token")
  String title_customer_token();

  @Message("The new token applies from the next call on. No page shows it again.")
  String intro_customer_token();

  @Message("End the subscription")
  String title_subscription_end();

  @Message("Oplead then no longer reports these events. You can subscribe again.")
  String intro_subscription_end();

  @Message("Create a provider")
  String title_provider_new();

  @Message("It gets a key for the API, and a topic with an account at Kafka.")
  String intro_provider_new();

  @Message("Archive the customer")
  String title_customer_archive();

  @Message(
      "Its token is wiped, its lane closed, and its grants, forms and subscriptions are removed. Its "
          + "leads stay as they are. Only a new token brings it back. Type its slug to confirm.")
  String intro_customer_archive();

  @Message("Change the provider")
  String title_provider_settings();

  @Message("An empty field leaves the value as it is.")
  String intro_provider_settings();

  @Message("Disable the provider")
  String title_provider_disable();

  @Message(
      "Its keys are refused within seconds; feedback on its leads continues. Type "
          + "its slug to confirm.")
  String intro_provider_disable();

  @Message("Archive the provider")
  String title_provider_archive();

  @Message(
      "Its keys are revoked, and its Kafka account, endpoints, grants and forms are removed. Its leads "
          + "and its topic stay. It can come back, without any of these. Type its slug to confirm.")
  String intro_provider_archive();

  @Message("Add a key")
  String title_key_new();

  @Message("The key is shown once, on the next page.")
  String intro_key_new();

  @Message("Revoke the key")
  String title_key_revoke();

  @Message("Its calls are refused within 5 seconds. This cannot be undone.")
  String intro_key_revoke();

  @Message("Add a grant")
  String title_grant_new();

  @Message("The provider may then send leads to the customer.")
  String intro_grant_new();

  @Message("Remove the grant")
  String title_grant_remove();

  @Message("New leads for the customer are refused; those already taken are still forwarded.")
  String intro_grant_remove();

  @Message("Issue a new Kafka password")
  String title_kafka_rotate();

  @Message("The old password opens no new connection. The new one is shown once, on the next page.")
  String intro_kafka_rotate();

  @Message("Remove the Kafka account")
  String title_kafka_remove();

  @Message("Its consumers are disconnected; the topic stays. Type the provider’s slug to confirm.")
  String intro_kafka_remove();

  @Message("Add a form")
  String title_form_new();

  @Message("The provider posts leads as to the older form import of Oplead.")
  String intro_form_new();

  @Message("Remove the form")
  String title_form_remove();

  @Message("Leads that are posted with it are refused within 5 seconds.")
  String intro_form_remove();

  @Message("Register an endpoint")
  String title_endpoint_new();

  @Message("It receives signed events after it has passed a handshake.")
  String intro_endpoint_new();

  @Message("Change the endpoint")
  String title_endpoint_settings();

  @Message(
      "A new URL has to pass the handshake again. An empty description, or no "
          + "type or customer, removes it.")
  String intro_endpoint_settings();

  @Message("Issue a new secret")
  String title_endpoint_rotate();

  @Message("Events are signed with both secrets until the overlap ends. The new one is shown once.")
  String intro_endpoint_rotate();

  @Message("Resume deliveries")
  String title_endpoint_resume();

  @Message("Events that are left out by starting from now stay in the feed.")
  String intro_endpoint_resume();

  @Message("Send events again")
  String title_endpoint_resend();

  @Message("Fill in one of the point, the lead and the event.")
  String intro_endpoint_resend();

  @Message("Remove the endpoint")
  String title_endpoint_remove();

  @Message("Events that it has not received stay in the feed. Type its host to confirm.")
  String intro_endpoint_remove();

  @Message("The provider is created")
  String result_provider_new();

  @Message("The key is created")
  String result_key_new();

  @Message("The Kafka account")
  String result_kafka();

  @Message("The form is added")
  String result_form_new();

  @Message("Certification")
  String result_certification();

  @Message("Check of the Kafka account")
  String result_check();

  @Message("The endpoint is registered")
  String result_endpoint_new();

  @Message("The new secret")
  String result_endpoint_rotate();

  @Message("Events are sent again")
  String result_endpoint_resend();

  @Message("What would be sent again")
  String result_endpoint_resend_trial();

  @Message("The handshake")
  String result_endpoint_verify();

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

  @Message("How many it may send at once. Empty for the limit of the settings.")
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

  @Message("API key")
  String fact_api_key();

  @Message("Kafka password")
  String fact_kafka_password();

  @Message("Kafka user")
  String fact_kafka_user();

  @Message("Bootstrap servers")
  String fact_bootstrap_servers();

  @Message("Topic")
  String fact_topic();

  @Message("Groups begin with")
  String fact_group_prefix();

  @Message("Security protocol")
  String fact_security_protocol();

  @Message("Certificates of the brokers' authority")
  String fact_certificate_authority();

  @Message("Mechanism")
  String fact_mechanism();

  @Message("To be granted at Kafka")
  String fact_to_grant();

  @Message("Token")
  String fact_form_token();

  @Message("Form")
  String fact_form_name();

  @Message("Secret")
  String fact_secret();

  @Message("Public key")
  String fact_public_key();

  @Message("Endpoint")
  String fact_endpoint();

  @Message("Events")
  String fact_events();

  @Message("Takes about, in seconds")
  String fact_seconds();

  @Message("Lead")
  String fact_lead();

  @Message("Event")
  String fact_event();

  @Message("Delivered")
  String fact_delivered();

  @Message("HTTP status")
  String fact_status();

  @Message("Answer")
  String fact_answer();

  @Message("Took, in milliseconds")
  String fact_millis();
}
