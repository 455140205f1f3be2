package io.leadloop.portal.connection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of connections and endpoints. */
@MessageBundle("connection")
public interface ConnectionMessages {
  @Message("Kafka topic")
  String topic();

  @Message("Topic")
  String topic_name();

  @Message("Brokers")
  String brokers();

  @Message("Security protocol")
  String protocol();

  @Message("Consumer groups begin with")
  String group();

  @Message(
      "User name and password were given when you were onboarded. Read with "
          + "isolation.level=read_committed to see each event once.")
  String topic_hint();

  @Message("HTTP endpoints")
  String endpoints();

  @Message("Signed requests, in order for each lead, repeated until they are acknowledged")
  String endpoints_hint();

  @Message("No endpoint")
  String no_endpoints();

  @Message("Register one if you do not read the topic.")
  String no_endpoints_hint();

  @Message("Address")
  String address();

  @Message("Signature")
  String scheme();

  @Message("Leads that wait")
  String leads_wait();

  @Message("Last success")
  String last_success();

  @Message("Register an endpoint")
  String new_endpoint();

  @Message("URL")
  String url();

  @Message("https, a public host. Its secret is shown once, then a handshake verifies it.")
  String url_hint();

  @Message("Register")
  String register();

  @Message("Feed")
  String feed();

  @Message("All events in one order, to be fetched when you like.")
  String feed_hint();

  @Message("The endpoint’s secret")
  String secret();

  @Message(
      "It is shown this once. Store it where the receiver verifies signatures, then "
          + "press Verify.")
  String secret_hint();

  @Message("Verify")
  String verify();

  @Message("Pause")
  String pause();

  @Message("Resume")
  String resume();

  @Message("New secret")
  String rotate();

  @Message("Issue a new secret? The present one signs, too, for 24 hours.")
  String rotate_ask();

  @Message("Public key")
  String public_key();

  @Message("Failing")
  String failing();

  @Message("Send again")
  String resend();

  @Message("All events since")
  String resend_since();

  @Message(
      "A time such as 2026-11-24T00:00:00Z, a cursor of the feed, or beginning. Count "
          + "first: nothing is sent then.")
  String resend_hint();

  @Message("Count")
  String resend_count();

  @Message("Deliveries")
  String deliveries();

  @Message("No delivery")
  String no_deliveries();

  @Message("Each attempt is listed here for a month, with the answer.")
  String no_deliveries_hint();

  @Message("At")
  String at();

  @Message("Result")
  String delivery();

  @Message("Attempt")
  String attempt();

  @Message("Status")
  String answer();

  @Message("delivered")
  String delivery_delivered();

  @Message("failed, sent again later")
  String delivery_failed();

  @Message("given up")
  String delivery_given_up();

  @Message("The endpoint passed the handshake and receives events.")
  String is_verified();

  @Message("The endpoint did not pass the handshake:")
  String not_verified();

  @Message("The endpoint is paused.")
  String is_paused();

  @Message("The endpoint receives events again.")
  String is_resumed();

  @Message("Nothing was sent. Events, and the time they would take:")
  String resend_counted();

  @Message("They are sent again. Events, and the time they take:")
  String resend_begun();

  @Message("The endpoint cannot be read now. The page shows it as it was before.")
  String outdated();

  @Message("Nothing was changed:")
  String not_done();

  @Message("Remove")
  String remove();

  @Message("Remove the endpoint? What it did not receive yet is not sent to it.")
  String remove_ask();
}
