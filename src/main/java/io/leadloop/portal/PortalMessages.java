package io.leadloop.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the portal. */
@MessageBundle("portal")
public interface PortalMessages {
  @Message("Home")
  String home();

  @Message("Outcomes")
  String outcomes();

  @Message("Connections")
  String connections();

  @Message("Reconcile")
  String reconcile();

  @Message("Keys")
  String keys();

  @Message("Docs")
  String docs();

  @Message("Sign in")
  String sign_in();

  @Message("Sign in to Leadloop")
  String sign_in_to();

  @Message(
      "The portal of lead providers: your leads, their outcomes, and how your "
          + "systems are connected.")
  String sign_in_hint();

  @Message("The key or link is not valid, or no longer.")
  String refused_unauthenticated();

  @Message("Too many attempts. Try again in a minute.")
  String refused_rate_limited();

  @Message("This link opens the portal once.")
  String link_ready();

  @Message("Open the portal")
  String link_open();

  @Message("Provider key")
  String provider_key();

  @Message("It begins with llp_. The administrators of the gateway give it, or a link.")
  String key_hint();

  @Message("Is it working?")
  String working();

  @Message("works")
  String works();

  @Message("an endpoint fails")
  String endpoint_fails();

  @Message("no event yet")
  String no_events_yet();

  @Message("no lead yet")
  String no_leads_yet();

  @Message("since your last lead was accepted")
  String since_last_lead();

  @Message("since your last event")
  String since_last_event();

  @Message("{#if count == 1}lead waits{#else}leads wait{/if} to be sent")
  String leads_waiting(int count);

  @Message("leads rejected, held or expired")
  String leads_set_aside();

  @Message("Rejected leads")
  String see_rejected();

  @Message("Held leads")
  String see_held();

  @Message("Expired leads")
  String see_expired();

  @Message("First integration")
  String first_integration();

  @Message("A customer")
  String step_customer();

  @Message("A first lead")
  String step_lead();

  @Message("A first event")
  String step_event();

  @Message("An HTTP endpoint, if you have no Kafka")
  String step_receive();

  @Message("Done")
  String is_done();

  @Message("Open")
  String is_open();

  @Message("Customers that you may send leads to")
  String your_customers();

  @Message("No customer yet")
  String no_customers();

  @Message("An administrator of the gateway gives you access to customers.")
  String no_customers_hint();

  @Message("No lead yet")
  String no_leads();

  @Message("Leads are listed here as soon as you post one; the home page has a command to try.")
  String no_leads_hint();

  @Message("Nothing was reported on it yet.")
  String no_events();

  @Message("Sequence")
  String sequence();

  @Message("Compare your list of leads with the gateway’s; nothing is stored or changed.")
  String reconcile_hint();

  @Message(
      "References, one a line; or CSV with a header line and the columns reference, "
          + "sequence and status, the last two if you have them. At most 10,000; more with "
          + "the command line or the API.")
  String list_hint();

  @Message("Administrators of the gateway issue and revoke keys.")
  String keys_hint();

  @Message("No key")
  String no_keys();

  @Message("Ask an administrator of the gateway for one.")
  String no_keys_hint();

  @Message("Key")
  String key();

  @Message("Label")
  String label();

  @Message("Created")
  String created();

  @Message("Last used")
  String last_used();

  @Message("Expires")
  String expires();

  @Message("Signed-in browsers")
  String sessions();

  @Message("End all")
  String end_all();

  @Message("Sign out all browsers, this one, too?")
  String end_all_ask();

  @Message("Opened with")
  String opened_by();

  @Message("From")
  String from_address();

  @Message("Ends")
  String ends();

  @Message("Send a test lead")
  String test_lead();

  @Message("Send")
  String send_test();

  @Message(
      "It goes the whole way: accepted, forwarded in test mode, called back, published "
          + "on your topic; then it is erased. That takes up to a minute and one request of "
          + "the customer’s quota.")
  String test_hint();

  @Message("Send leads")
  String send_leads();

  @Message(
      "The same reference is the same lead, for ever: repeat a request whose answer you "
          + "did not get.")
  String send_hint();

  @Message("Contract")
  String contract();

  @Message("the HTTP API")
  String openapi_hint();

  @Message("your topic and its events")
  String asyncapi_hint();

  @Message("what a lead must contain")
  String lead_schema_hint();

  @Message("the data of this event")
  String event_schema_hint();

  @Message("Read the topic")
  String read_topic();

  @Message("{done} of {all}")
  String steps_done(long done, int all);

  @Message("Test lead to {customer}")
  String test_result(String customer);

  @Message("Taken")
  String taken();

  @Message("Forwarded")
  String forwarded();

  @Message("Rejected at least once")
  String rejected();

  @Message("Times held / expired")
  String held_expired();

  @Message("With a status")
  String with_status();

  @Message("Coverage")
  String coverage();

  @Message("Statuses")
  String statuses();

  @Message("Median to forwarding")
  String median_forwarding();

  @Message("Median to first status")
  String median_status();

  @Message(
      "By customer, whatever happened to the leads since: one that was rejected, held or expired and"
          + " sent again counts there and as forwarded. Of fewer than 20 leads there are counts"
          + " only.")
  String outcomes_hint();

  @Message("Period")
  String period();

  @Message("Nothing in this period")
  String no_outcomes();

  @Message("Choose a longer period, or send a first lead.")
  String no_outcomes_hint();

  @Message("Too many customers for this page")
  String many_outcomes();

  @Message("Choose a shorter period, or ask GET /v1/me/statistics for one customer at a time.")
  String many_outcomes_hint();

  @Message("The last {count} days")
  String days(int count);

  @Message(
      "Your quota of {#if quota == '1'}1 request{#else}{quota} requests{/if} per minute is used; "
          + "leads follow in turn.")
  String waits_quota(String quota);

  @Message("Its place")
  String place();

  @Message("{#if count == '1'}1 lead is{#else}{count} leads are{/if} ahead of it")
  String place_ahead(String count);

  @Message("estimated to be sent at {time}, in {duration}")
  String place_estimate(String time, String duration);

  @Message("nothing is sent to this customer now")
  String place_stopped();

  @Message("Up to 5,000 leads of this filter; the API gives all.")
  String csv_hint();
}
