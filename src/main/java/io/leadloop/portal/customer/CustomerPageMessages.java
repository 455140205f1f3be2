package io.leadloop.portal.customer;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a customer's own page. */
@MessageBundle("own")
public interface CustomerPageMessages {
  @Message("Why leads wait")
  String why_it_waits();

  @Message("Oplead refuses your token. Leads are kept until it is replaced below.")
  String waits_token();

  @Message("An administrator of the gateway has paused forwarding. Leads are kept.")
  String waits_paused();

  @Message("No lead waits.")
  String waits_not();

  @Message("Who may send to you")
  String senders();

  @Message("The last 30 days")
  String last_30_days();

  @Message("No provider may send to you")
  String no_senders();

  @Message("An administrator of the gateway grants that.")
  String no_senders_hint();

  @Message("no longer")
  String no_longer();

  @Message("Your Oplead token")
  String own_token();

  @Message(
      "It is stored encrypted and never shown. The new one is used from the next " + "request on.")
  String own_token_hint();

  @Message("New token")
  String new_token();

  @Message("Replace")
  String replace_token();

  @Message("The token was replaced.")
  String token_replaced();

  @Message("Oplead asked the gateway to wait until {time}.")
  String waits_sleeps(String time);
}
