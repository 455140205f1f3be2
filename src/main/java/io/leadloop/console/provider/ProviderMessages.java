package io.leadloop.console.provider;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of providers and endpoints. */
@MessageBundle("provider")
public interface ProviderMessages {
  @Message("Those who hand in leads, and read what becomes of them.")
  String hint();

  @Message("Provider")
  String name();

  @Message("State")
  String state();

  @Message("active")
  String active();

  @Message("disabled")
  String disabled();

  @Message("Customers")
  String customers();

  @Message("Keys")
  String keys();

  @Message("Leads in a minute")
  String limit();

  @Message("as in the settings")
  String by_default();

  @Message("Topic")
  String topic();

  @Message("Created")
  String created();

  @Message("There is no provider yet")
  String empty();

  @Message("Leads come from providers; a provider may send to the customers that you choose.")
  String empty_hint();

  @Message("May send to")
  String grants();

  @Message("It may not send to any customer yet.")
  String no_grants();

  @Message("At once")
  String burst();

  @Message("Key")
  String key();

  @Message("Label")
  String label();

  @Message("Expires")
  String expires();

  @Message("Last used")
  String last_used();

  @Message("Revoke")
  String revoke();

  @Message("It has no key: it cannot call.")
  String no_keys();

  @Message("Endpoints")
  String endpoints();

  @Message("HTTPS endpoints that receive signed events.")
  String endpoints_hint();

  @Message("None. Its events are on its topic and in its feed.")
  String no_endpoints();

  @Message("No provider has an endpoint")
  String no_endpoints_anywhere();

  @Message("Open a provider to register one, or let the provider do it.")
  String no_endpoints_hint();

  @Message("Host")
  String host();

  @Message("Leads that wait")
  String leads_waiting();

  @Message("Last delivery")
  String last_success();

  @Message("Failing for")
  String failing_since();

  @Message("Last error")
  String last_error();

  @Message("Pause")
  String pause();

  @Message("Resume")
  String resume();

  @Message("Verify")
  String verify();

  @Message("Its leads")
  String its_leads();

  @Message("Create a provider")
  String create();

  @Message("Change")
  String change();

  @Message("Enable")
  String enable();

  @Message("Disable")
  String disable();

  @Message("Add a key")
  String new_key();

  @Message("Kafka and limits")
  String kafka();

  @Message("Kafka user")
  String user();

  @Message("Events not read yet")
  String lag();

  @Message("no consumer group is known")
  String lag_unknown();

  @Message("Check the account")
  String check();

  @Message("New password")
  String kafka_rotate();

  @Message("Remove the account")
  String kafka_remove();

  @Message("Add a grant")
  String new_grant();

  @Message("Customer")
  String customer();

  @Message("Certify")
  String certify();

  @Message("Remove")
  String remove();

  @Message("Register an endpoint")
  String new_endpoint();

  @Message("Forms")
  String forms();

  @Message("Add a form")
  String new_form();

  @Message("None. A form takes leads that are posted as to the older form import.")
  String no_forms();

  @Message("Form")
  String form();

  @Message("Token")
  String token();

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

  @Message("Bring back")
  String bring_back();

  @Message("The work with this provider has ended. Its leads and its topic stay.")
  String archived_hint();
}
