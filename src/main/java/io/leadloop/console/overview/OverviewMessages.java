package io.leadloop.console.overview;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the overview. */
@MessageBundle("overview")
public interface OverviewMessages {
  @Message("Needs you")
  String needs_you();

  @Message("as of")
  String as_of();

  @Message("All is well")
  String all_well();

  @Message(
      "No lane is stopped, no Oplead or endpoint fails, no lead was refused, and feedback arrives.")
  String all_well_hint();

  @Message("Token refused")
  String token_refused();

  @Message("Paused")
  String paused();

  @Message("{count} leads wait")
  String waiting_leads(String count);

  @Message("no lead waits")
  String nothing_waits();

  @Message("1 lead waits")
  String one_waits();

  @Message("the first for {time}")
  String since_due(String time);

  @Message("Verify")
  String verify();

  @Message("Resume")
  String resume();

  @Message("Open")
  String open();

  @Message("Feedback is late")
  String outbox_late();

  @Message("{count} wait for Kafka, the first for {time}")
  String outbox_late_hint(String count, String time);

  @Message("Set aside")
  String set_aside();

  @Message("The log refused {count}; see the operator’s guide")
  String set_aside_hint(String count);

  @Message("Gateway")
  String gateway();

  @Message("No feedback")
  String silent();

  @Message(
      "{#if count == '1'}its last lead had no status{#else}none of its last {count} leads had a"
          + " status{/if}")
  String silent_hint(String count);

  @Message("Key expires")
  String key_expires();

  @Message("{key} in {time}")
  String key_expires_hint(String key, String time);

  @Message("Endpoint {state}")
  String endpoint_is(String state);

  @Message("Lanes")
  String lanes();

  @Message("Stopped lanes first, then by how much of the quota is used.")
  String lanes_hint();

  @Message("Lane")
  String lane();

  @Message("Queue")
  String queue();

  @Message("Used in the last minute")
  String utilisation();

  @Message("First due")
  String oldest();

  @Message("rests {time}")
  String sleeps_until(String time);

  @Message("Feedback overdue")
  String overdue();

  @Message("1 lead has had no status in the usual time")
  String one_overdue();

  @Message("{count} leads have had no status in the usual time")
  String overdue_hint(String count);

  @Message("Oplead fails")
  String oplead_fails();

  @Message("{count} leads wait, since {since}; tried again in {again}")
  String oplead_fails_hint(String count, String since, String again);

  @Message("1 lead waits, since {since}; tried again in {again}")
  String one_fails(String since, String again);

  @Message("Leads refused")
  String leads_refused();

  @Message(
      "Oplead refused {count} leads of the last 24 hours for good; none of them was sent again")
  String leads_refused_hint(String count);

  @Message("Oplead refused 1 lead of the last 24 hours for good; it was not sent again")
  String one_refused();

  @Message("Decision needed")
  String undecided();

  @Message(
      "of {count} leads it stays unknown whether Oplead has them; nothing more is done by itself")
  String undecided_hint(String count);

  @Message("of 1 lead it stays unknown whether Oplead has it; nothing more is done by itself")
  String one_undecided();

  @Message("New token")
  String new_token();

  @Message("Will expire")
  String will_expire();

  @Message("at today’s rate {count} leads pass their shelf life, the first on {time}")
  String will_expire_hint(String count, String time);

  @Message("at today’s rate 1 lead passes its shelf life on {time}")
  String one_expires(String time);

  @Message("Kafka away")
  String kafka_away();

  @Message("no answer for {time}; feedback waits in the database, and nothing is lost")
  String kafka_away_hint(String time);

  @Message("Last 24 hours")
  String last_day();

  @Message("Leads by the hour of their acceptance.")
  String last_day_hint();

  @Message("taken")
  String taken();

  @Message("forwarded")
  String forwarded();

  @Message("first status")
  String first_status();

  @Message("median {time}")
  String median(String time);

  @Message("The last 24 hours by hour")
  String by_hour();

  @Message("Hour")
  String hour();

  @Message("waiting for an attempt {count}")
  String waiting(String count);

  @Message("held {count}")
  String held(String count);

  @Message("uncertain {count}")
  String uncertain(String count);

  @Message("rejected {count}")
  String rejected(String count);

  @Message("expired {count}")
  String expired(String count);

  @Message("First steps")
  String first_steps();

  @Message("Until the first lead comes.")
  String first_steps_hint();

  @Message("done")
  String step_done();

  @Message("to do")
  String step_open();

  @Message("Create a customer")
  String step_customer();

  @Message("Who works the leads in Oplead, with its token and quota.")
  String step_customer_hint();

  @Message("Verify its token")
  String step_verify();

  @Message("Asks Oplead whether it takes the token.")
  String step_verify_hint();

  @Message("Create a provider with a grant")
  String step_provider();

  @Message("Who hands leads in, and for which customers.")
  String step_provider_hint();

  @Message("Check its account")
  String step_check();

  @Message("Whether it reads its own topic, and no other.")
  String step_check_hint();

  @Message("Certify the connection")
  String step_certify();

  @Message("Sends a test lead through all of it, and erases it.")
  String step_certify_hint();
}
