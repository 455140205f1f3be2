package io.leadloop.console.provider;

import static io.leadloop.console.form.FieldKind.LIST;
import static io.leadloop.console.form.FieldKind.NUMBER;
import static io.leadloop.console.form.FieldKind.SECRET;
import static io.leadloop.console.form.FieldKind.TIME;
import static io.leadloop.console.form.FormField.of;
import static io.leadloop.console.form.FormField.text;

import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.console.form.FormField;
import java.util.HashMap;
import java.util.Map;

/** The inputs of the calls about providers. */
final class ProviderForms {
  private static final FormField RATE = of("leads_per_minute", NUMBER).hinted("by_default");
  private static final FormField BURST = of("burst", NUMBER).hinted("burst");

  static final FormDefinition NEW =
      FormDefinition.of(
          "provider:new",
          text("slug").hinted("slug").required(),
          text("name").hinted("provider_name").required(),
          of("customers", LIST).hinted("customers"),
          RATE.rare(),
          BURST.rare());

  static final FormDefinition SETTINGS =
      FormDefinition.of(
          "provider:settings", text("name").required(), RATE.hinted("kept"), BURST.hinted("kept"));

  static final FormDefinition DISABLE = FormDefinition.confirmingByName("provider:disable");

  static final FormDefinition ARCHIVE = FormDefinition.confirmingByName("provider:archive");

  static final FormDefinition NEW_KEY =
      FormDefinition.of(
          "provider:key_new",
          text("name").labelled("key_name").hinted("key_name"),
          of("expires_at", TIME).hinted("expires_at"));

  static final FormDefinition REVOKE_KEY = FormDefinition.confirming("provider:key_revoke");

  static final FormDefinition NEW_GRANT =
      FormDefinition.of("provider:grant_new", text("customer").hinted("customer").required());

  static final FormDefinition REMOVE_GRANT = FormDefinition.confirming("provider:grant_remove");

  static final FormDefinition ROTATE_KAFKA = FormDefinition.confirming("provider:kafka_rotate");

  static final FormDefinition REMOVE_KAFKA =
      FormDefinition.confirmingByName("provider:kafka_remove");

  static final FormDefinition NEW_FORM =
      FormDefinition.of(
          "provider:form_new",
          text("customer").hinted("granted_customer").required(),
          text("name").labelled("form_name").hinted("posted_name").required(),
          of("token", SECRET).labelled("form_token").hinted("posted_token"));

  static final FormDefinition REMOVE_FORM = FormDefinition.confirming("provider:form_remove");

  private ProviderForms() {}

  /** What the settings are now. */
  static Map<String, String> current(ProviderDetail provider) {
    Map<String, String> values = new HashMap<>();
    values.put("name", provider.name());
    if (provider.leadsPerMinute() != null) {
      values.put("leads_per_minute", provider.leadsPerMinute().toString());
    }
    if (provider.burst() != null) {
      values.put("burst", provider.burst().toString());
    }
    return values;
  }
}
