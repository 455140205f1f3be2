package io.leadloop.console.provider;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of providers' pages, their forms and results, and of lists of endpoints. */
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

  @Message("Portal link")
  String portal_link();

  @Message("A link to the provider’s portal")
  String result_portal_link();

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

  @Message("Bring back")
  String bring_back();

  @Message("The work with this provider has ended. Its leads and its topic stay.")
  String archived_hint();

  @Message("Create a provider")
  String title_new();

  @Message("It gets a key for the API, and a topic with an account at Kafka.")
  String intro_new();

  @Message("Change the provider")
  String title_settings();

  @Message("An empty field leaves the value as it is.")
  String intro_settings();

  @Message("Disable the provider")
  String title_disable();

  @Message(
      "Its keys are refused within seconds; feedback on its leads continues. Type "
          + "its slug to confirm.")
  String intro_disable();

  @Message("Archive the provider")
  String title_archive();

  @Message(
      "Its keys are revoked, and its Kafka account, endpoints, grants and forms are removed. Its leads "
          + "and its topic stay. It can come back, without any of these. Type its slug to confirm.")
  String intro_archive();

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

  @Message("The provider is created")
  String result_new();

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
}
