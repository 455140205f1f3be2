package io.leadloop.console.customer;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of customers' pages and their forms. */
@MessageBundle("customer")
public interface CustomerMessages {
  @Message("Companies that work their leads in Oplead, each with a lane of its own.")
  String hint();

  @Message("Customer")
  String name();

  @Message("Lane")
  String lane();

  @Message("Queue")
  String queued();

  @Message("Used in the last minute")
  String quota_used();

  @Message("{used} of {quota}")
  String used(String used, String quota);

  @Message("Token checked")
  String verified();

  @Message("With a status")
  String coverage();

  @Message("There is no customer yet")
  String empty();

  @Message("Leads are sent to customers; begin with one.")
  String empty_hint();

  @Message("Pause")
  String pause();

  @Message("Pause {name}? Its leads wait in order until you resume.")
  String pause_ask(String name);

  @Message("Resume")
  String resume();

  @Message("Verify the token")
  String verify();

  @Message("Oldest waiting")
  String oldest();

  @Message("no lead waits")
  String nothing_waits();

  @Message("{#if count == 1}lead waits{#else}leads wait{/if}")
  String leads_wait(long count);

  @Message("Used elsewhere")
  String used_elsewhere();

  @Message("Reduced pace")
  String pace();

  @Message("Rests until")
  String sleeps();

  @Message("Circuit breaker")
  String circuit();

  @Message("Reason")
  String reason();

  @Message("Account at Oplead")
  String account();

  @Message("Interface")
  String wire();

  @Message("REST API")
  String wire_rest();

  @Message("form import")
  String wire_form();

  @Message("Base URL")
  String base_url();

  @Message("as in the settings")
  String by_default();

  @Message("Form")
  String form();

  @Message("Token")
  String token();

  @Message("Requests in a minute")
  String limit();

  @Message("Shelf life")
  String shelf_life();

  @Message("Last check")
  String verification();

  @Message("token not checked yet")
  String not_verified();

  @Message("token accepted")
  String check_ok();

  @Message("token check: {reason}")
  String check_failed(String reason);

  @Message("Feedback")
  String feedback();

  @Message("{with} of {all}")
  String feedback_figure(String with, String all);

  @Message("of its last leads had a status")
  String feedback_hint();

  @Message("A status is expected within")
  String feedback_expected();

  @Message("Subscriptions")
  String subscriptions();

  @Message("None: statuses arrive by each lead’s own address.")
  String no_subscriptions();

  @Message("Kind")
  String kind();

  @Message("assigned leads")
  String kind_assigned();

  @Message("statuses")
  String kind_status();

  @Message("appointments")
  String kind_appointment();

  @Message("pending")
  String subscription_pending();

  @Message("active")
  String subscription_active();

  @Message("ending")
  String subscription_ending();

  @Message("Checked")
  String checked();

  @Message("Its leads")
  String its_leads();

  @Message("Created")
  String created();

  @Message("Create a customer")
  String create();

  @Message("Change")
  String change();

  @Message("Portal link")
  String portal_link();

  @Message("A link to the customer’s own page")
  String result_portal_link();

  @Message("New token")
  String new_token();

  @Message("Oplead accepts the token.")
  String token_accepted();

  @Message("The token was checked, without success: {reason}.")
  String token_not_accepted(String reason);

  @Message("The token could not be checked now; verify it later.")
  String token_not_checked();

  @Message(
      "Requests that reached Oplead in the last minute: {requests}, at most {most} in a second")
  String strip(String requests, String most);

  @Message("The form import has no subscriptions.")
  String no_subscriptions_by_form();

  @Message("Subscribe")
  String ask();

  @Message("Renew")
  String renew();

  @Message("End")
  String end();

  @Message("Providers that may send to it")
  String grants();

  @Message("Grants are added and removed on a provider’s page.")
  String grants_hint();

  @Message("No provider may send to it yet")
  String no_grants();

  @Message("Open a provider and add a grant, or create a provider with this customer.")
  String no_grants_hint();

  @Message("of them held until the lane is resumed")
  String of_them_held();

  @Message("Bring back with a new token")
  String bring_back();

  @Message("The work for this customer has ended. Its leads stay; a new token brings it back.")
  String archived_hint();

  @Message("Create a customer")
  String title_new();

  @Message("A company that works its leads in Oplead. Its token is checked at once.")
  String intro_new();

  @Message("Change the customer")
  String title_settings();

  @Message("An empty field leaves the value as it is.")
  String intro_settings();

  @Message("Replace the token")
  String title_token();

  @Message("The new token applies from the next call on. No page shows it again.")
  String intro_token();

  @Message("End the subscription")
  String title_subscription_end();

  @Message("Oplead then no longer reports these events. You can subscribe again.")
  String intro_subscription_end();

  @Message("Archive the customer")
  String title_archive();

  @Message(
      "Its token is wiped, its lane closed, and its grants, forms and subscriptions are removed. Its "
          + "leads stay as they are. Only a new token brings it back. Type its slug to confirm.")
  String intro_archive();
}
