package io.leadloop.console.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of results; {@code fact_} begins the keys of their lines. */
@MessageBundle("result")
public interface ResultMessages {
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

  @Message("Opens once, within 15 minutes")
  String fact_portal_link();

  @Message("Reads its own topic")
  String step_reads_own_topic();

  @Message("Is denied the internal topic")
  String step_refused_internal_topic();

  @Message("Is denied another provider’s topic")
  String step_refused_other_provider();

  @Message("May not write")
  String step_refused_writing();

  @Message("Is denied groups of others")
  String step_refused_foreign_group();

  @Message("Sees its own topic only")
  String step_lists_own_topic_only();

  @Message("Has an account of the gateway’s")
  String step_managed_account();

  @Message("Accepted by the gateway")
  String step_accepted();

  @Message("Forwarded to Oplead")
  String step_forwarded();

  @Message("Status received from Oplead")
  String step_called_back();

  @Message("Published on the topic")
  String step_on_topic();

  @Message("Erased")
  String step_erased();

  @Message("Handshake")
  String step_handshake();

  @Message("Warning")
  String step_warning();
}
