package io.leadloop.console.endpoint;

import static io.leadloop.console.form.FieldKind.ADDRESS;
import static io.leadloop.console.form.FieldKind.CHOICE;
import static io.leadloop.console.form.FieldKind.DURATION;
import static io.leadloop.console.form.FieldKind.FLAG;
import static io.leadloop.console.form.FieldKind.LIST;
import static io.leadloop.console.form.FieldKind.NUMBER;
import static io.leadloop.console.form.FormField.of;
import static io.leadloop.console.form.FormField.text;

import io.leadloop.console.form.Choice;
import io.leadloop.console.form.FormDefinition;
import io.leadloop.console.form.FormField;
import io.leadloop.feedback.event.EventType;
import io.leadloop.push.request.EndpointView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The inputs of the calls about endpoints. */
final class EndpointForms {
  private static final String CUSTOMERS = "customers";

  /** If there are more, slugs are typed. */
  private static final int MOST_BOXES = 50;

  private static final FormField URL = of("url", ADDRESS).hinted("url").required();
  private static final FormField DESCRIPTION = text("description");
  private static final FormField TYPES =
      of("types", LIST)
          .offering(
              Stream.of(EventType.values())
                  .map(type -> Choice.named(type.type(), type.type()))
                  .toList())
          .hinted("types");
  private static final FormField OF_CUSTOMERS =
      of(CUSTOMERS, LIST).labelled("of_customers").hinted("of_customers");
  private static final FormField IN_FLIGHT = of("max_in_flight", NUMBER).hinted("max_in_flight");

  static final FormDefinition NEW =
      FormDefinition.of(
          "endpoint:new",
          URL,
          DESCRIPTION,
          of("scheme", CHOICE).offering(List.of(Choice.word("v1"), Choice.word("v1a"))),
          text("start").hinted("start"),
          TYPES.rare(),
          OF_CUSTOMERS.rare(),
          IN_FLIGHT.rare());

  static final FormDefinition SETTINGS =
      FormDefinition.of("endpoint:settings", URL, DESCRIPTION, TYPES, OF_CUSTOMERS, IN_FLIGHT)
          .removing();

  static final FormDefinition ROTATE =
      FormDefinition.of("endpoint:rotate", of("overlap", DURATION).hinted("overlap"));

  static final FormDefinition RESUME =
      FormDefinition.of(
          "endpoint:resume",
          of("from", CHOICE).offering(List.of(Choice.word("cursor"), Choice.word("now"))));

  static final FormDefinition RESEND =
      FormDefinition.of(
          "endpoint:resend",
          text("since").hinted("since"),
          of("dry_run", FLAG),
          text("lead_id"),
          text("event_id"));

  static final FormDefinition REMOVE = FormDefinition.confirmingByName("endpoint:remove");

  private EndpointForms() {}

  /** With a box for each customer that the provider may send to, unless they are too many. */
  static FormDefinition offering(FormDefinition form, List<String> granted) {
    return granted.size() > MOST_BOXES
        ? form
        : form.offering(CUSTOMERS, granted.stream().map(slug -> Choice.named(slug, slug)).toList());
  }

  /**
   * The settings with a box for each customer of the endpoint as well, even if its grant was
   * withdrawn. Without its box the form would remove the filter, and the endpoint would receive the
   * events of all customers.
   */
  static FormDefinition settings(EndpointView endpoint, List<String> granted) {
    List<String> own = endpoint.customers() == null ? List.of() : endpoint.customers();
    return offering(
        SETTINGS, Stream.concat(granted.stream(), own.stream()).distinct().sorted().toList());
  }

  /** What the settings are now. */
  static Map<String, String> current(EndpointView endpoint) {
    Map<String, String> values = new HashMap<>();
    values.put("url", endpoint.url().toString());
    values.put("max_in_flight", String.valueOf(endpoint.maxInFlight()));
    if (endpoint.description() != null) {
      values.put("description", endpoint.description());
    }
    if (endpoint.types() != null) {
      values.put("types", String.join("\n", endpoint.types()));
    }
    if (endpoint.customers() != null) {
      values.put(CUSTOMERS, String.join("\n", endpoint.customers()));
    }
    return values;
  }
}
