package io.leadloop.console.customer;

import static io.leadloop.console.form.FieldKind.ADDRESS;
import static io.leadloop.console.form.FieldKind.CHOICE;
import static io.leadloop.console.form.FieldKind.DURATION;
import static io.leadloop.console.form.FieldKind.LIST;
import static io.leadloop.console.form.FieldKind.NUMBER;
import static io.leadloop.console.form.FieldKind.SECRET;
import static io.leadloop.console.form.FormField.of;
import static io.leadloop.console.form.FormField.text;

import io.leadloop.admin.customer.CustomerView;
import io.leadloop.console.form.Choice;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.console.form.FormField;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of the calls about customers. */
final class CustomerForms {
  private static final String REST = "rest";
  private static final String FORM = "form";

  private static final FormField WIRE =
      of("wire", CHOICE).offering(List.of(Choice.word(REST), Choice.word(FORM)));
  private static final FormField QUOTA = of("requests_per_minute", NUMBER).hinted("quota");
  private static final FormField SHELF_LIFE = of("shelf_life", DURATION).hinted("shelf_life");

  static final FormDefinition NEW =
      FormDefinition.of(
          "customer:new",
          text("slug").hinted("slug").required(),
          text("name").required(),
          WIRE,
          of("token", SECRET)
              .hinted("token")
              .required()
              .filling(Map.of(REST, "oplead.token", FORM, "form.token")),
          of("oplead.base_url", ADDRESS).hinted("base_url").onlyFor(REST),
          text("form.name").hinted("form_name").required().onlyFor(FORM),
          of("form.url", ADDRESS).hinted("base_url").onlyFor(FORM),
          QUOTA,
          of("subscribe", LIST)
              .offering(
                  List.of(
                      Choice.word("status"), Choice.word("appointment"), Choice.word("assigned")))
              .onlyFor(REST),
          SHELF_LIFE.rare(),
          text("oplead.token_header").onlyFor(REST).rare(),
          text("oplead.token_scheme").onlyFor(REST).rare(),
          text("oplead.token_query_parameter").onlyFor(REST).rare(),
          text("oplead.provider_fields").hinted("provider_fields").onlyFor(REST).rare());

  static final FormDefinition SETTINGS =
      FormDefinition.of(
          "customer:settings",
          text("name").required(),
          QUOTA,
          SHELF_LIFE,
          WIRE,
          of("base_url", ADDRESS).hinted("kept").onlyFor(REST),
          text("form.name").onlyFor(FORM),
          of("form.url", ADDRESS).hinted("kept").onlyFor(FORM),
          of("token", SECRET)
              .hinted("token_to_move")
              .filling(Map.of(REST, "token", FORM, "form.token")));

  static final FormDefinition TOKEN =
      FormDefinition.of("customer:token", of("token", SECRET).required());

  static final FormDefinition ARCHIVE = FormDefinition.confirmingByName("customer:archive");

  static final FormDefinition END_SUBSCRIPTION =
      FormDefinition.confirming("customer:subscription_end");

  private CustomerForms() {}

  /** A new customer's wire is the usual one. */
  static Map<String, String> usual() {
    return Map.of("wire", REST, "requests_per_minute", "100");
  }

  /** What the settings are now. */
  static Map<String, String> current(CustomerView customer) {
    Map<String, String> values = new HashMap<>();
    values.put("name", customer.name());
    values.put("wire", customer.wire());
    values.put("requests_per_minute", String.valueOf(customer.requestsPerMinute()));
    if (customer.shelfLife() != null) {
      values.put("shelf_life", inHours(customer.shelfLife()));
    }
    if (customer.oplead() != null && customer.oplead().baseUrl() != null) {
      values.put("base_url", customer.oplead().baseUrl().toString());
    }
    if (customer.form() != null) {
      values.put("form.name", customer.form().name());
      if (customer.form().url() != null) {
        values.put("form.url", customer.form().url().toString());
      }
    }
    return values;
  }

  private static String inHours(Duration time) {
    return time.equals(Duration.ofHours(time.toHours()))
        ? String.valueOf(time.toHours())
        : time.toString();
  }
}
