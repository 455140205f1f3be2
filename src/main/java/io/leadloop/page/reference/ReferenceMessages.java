package io.leadloop.page.reference;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the API reference; what the document has is in English. */
@MessageBundle("reference")
public interface ReferenceMessages {
  @Message("Rendered from the OpenAPI document of this gateway.")
  String hint();

  @Message("The document itself")
  String document();

  @Message("The schema of lead documents")
  String lead_schema();

  @Message("The topics (AsyncAPI)")
  String topics();

  @Message("How to call")
  String how();

  @Message(
      "A key is sent in the header Authorization. In the commands it is the variable LEADLOOP_KEY"
          + " of the shell, and what stands in braces in a path is a variable of the same name.")
  String key_hint();

  @Message("Providers")
  String providers();

  @Message("Submit leads, follow them, and receive their events. With a provider’s key, llp_…")
  String providers_hint();

  @Message("Oplead")
  String oplead();

  @Message("Oplead calls these addresses; the token in the path is the secret.")
  String oplead_hint();

  @Message("Administrators")
  String administrators();

  @Message(
      "Customers, providers, leads, and the audit. With an administrator key, lla_…, or a token of"
          + " the issuer.")
  String administrators_hint();

  @Message("Everybody")
  String everybody();

  @Message("Schemas and the description of the topics, without a key.")
  String everybody_hint();

  @Message("Objects")
  String objects();

  @Message("What calls accept and answer with.")
  String objects_hint();

  @Message("Call")
  String call();

  @Message("Summary")
  String summary();

  @Message("Command")
  String command();

  @Message("Parameters")
  String parameters();

  @Message("Body")
  String body();

  @Message("Answers")
  String answers();

  @Message("Name")
  String name();

  @Message("Type")
  String type();

  @Message("Description")
  String description();

  @Message("Status")
  String status();

  @Message("Content")
  String content();

  @Message("required")
  String required();

  @Message("Example")
  String example();
}
