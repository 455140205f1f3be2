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

  @Message("Create one with POST /admin/v1/providers or the command line.")
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

  @Message("Revoke the key {key}? Its calls are refused from then on.")
  String revoke_ask(String key);

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

  @Message("Providers register them with POST /v1/me/endpoints.")
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
}
