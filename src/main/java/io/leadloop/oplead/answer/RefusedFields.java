package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.text.FieldName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Extracts the names of refused fields from an answer in one of the usual forms: {@code {"errors":
 * {"email": […]}}}, {@code {"errors": [{"field": "email"}]}}, a JSON pointer, a path such as {@code
 * lead.phone[0]}. Only known names are accepted, since any other word or member name of an answer
 * may be personal.
 */
final class RefusedFields {
  private static final int MOST_FIELDS = 5;
  private static final int MOST_NODES = 1_000;

  private static final Map<String, String> KNOWN =
      Stream.of(
              ("lastname firstname name fullname civility gender title email phone mobile telephone"
                      + " address street postcode zipcode zip city country region department message"
                      + " comment comments company siret siren birthdate language source origin"
                      + " channel campaign form product project budget surface amount appointment"
                      + " consent optin reference type category status file kind nom prenom civilite"
                      + " portable adresse ville pays code_postal societe commentaire date_naissance"
                      + " projet montant tel mail courriel phone_number mobile_phone email_address"
                      + " ctc_lastname ctc_firstname ctc_postcode ctc_country ctc_email ctc_phone")
                  .split(" "))
          .collect(Collectors.toMap(FieldName::of, Function.identity()));

  /** Members that list errors. */
  private static final Set<String> LISTS =
      Set.of(
          "error",
          "errors",
          "erreur",
          "erreurs",
          "violations",
          "fieldviolations",
          "detail",
          "details",
          "invalidparams",
          "validation",
          "validationerrors",
          "issues");

  /** Members that may wrap the whole answer. */
  private static final Set<String> WRAPPERS = Set.of("data", "result", "response");

  /** Members that list errors if they are objects; strings only describe them. */
  private static final Set<String> MESSAGES = Set.of("message", "messages");

  /** Members that hold a field's name, pointer or path. */
  private static final Set<String> NAMES =
      Set.of(
          "field",
          "fields",
          "pointer",
          "path",
          "propertypath",
          "property",
          "param",
          "parameter",
          "attribute",
          "loc",
          "source");

  /** Members that describe an error; they count as fields only if their value is a list. */
  private static final Set<String> DESCRIPTIONS =
      Set.of("message", "type", "status", "title", "reference", "name", "category");

  private final Set<String> pointers = new LinkedHashSet<>();
  private int nodes;

  private RefusedFields() {}

  /** Returns pointers into a submission; none if no known field is named. */
  static List<String> in(JsonNode answer) {
    RefusedFields fields = new RefusedFields();
    fields.answer(answer);
    return fields.pointers.stream().limit(MOST_FIELDS).toList();
  }

  /** The answer itself may be a map of fields: {@code {"email": ["is not valid"]}}. */
  private void answer(JsonNode answer) {
    answer.elements().forEachRemaining(element -> complaint(answer, element));
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      String name = FieldName.of(member.getKey());
      if (LISTS.contains(name)) {
        errors(member.getValue());
      } else if (WRAPPERS.contains(name) && member.getValue().isObject()) {
        LISTS.forEach(list -> errors(member.getValue().path(list)));
      } else if (MESSAGES.contains(name) && member.getValue().isObject()) {
        errors(member.getValue());
      } else if (NAMES.contains(name)) {
        named(member.getValue());
      } else if (member.getValue().isArray() && !MESSAGES.contains(name)) {
        field(member.getKey());
      }
    }
  }

  /** Reads a list of errors, errors by field, or a single one. */
  private void errors(JsonNode list) {
    if (++nodes > MOST_NODES) {
      return;
    }
    list.elements().forEachRemaining(element -> complaint(list, element));
    boolean single =
        list.properties().stream().anyMatch(m -> NAMES.contains(FieldName.of(m.getKey())));
    for (Map.Entry<String, JsonNode> member : list.properties()) {
      String name = FieldName.of(member.getKey());
      if (NAMES.contains(name)) {
        named(member.getValue());
      } else if (LISTS.contains(name)) {
        errors(member.getValue());
      } else if (name.equals("children")) {
        children(member.getValue());
      } else if (!single && (member.getValue().isArray() || !DESCRIPTIONS.contains(name))) {
        field(member.getKey());
      }
    }
  }

  /** Reads a form's fields; those with errors are refused. */
  private void children(JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!field.getValue().path("errors").isEmpty()) {
        field(field.getKey());
      }
      if (++nodes <= MOST_NODES) {
        children(field.getValue().path("children"));
      }
    }
  }

  private void complaint(JsonNode list, JsonNode complaint) {
    if (list.isArray() && ++nodes <= MOST_NODES) {
      for (Map.Entry<String, JsonNode> member : complaint.properties()) {
        String name = FieldName.of(member.getKey());
        if (NAMES.contains(name)) {
          named(member.getValue());
        } else if (LISTS.contains(name)) {
          errors(member.getValue());
        }
      }
    }
  }

  private void named(JsonNode name) {
    if (name.isTextual()) {
      field(name.textValue());
    } else if (++nodes <= MOST_NODES) {
      name.fieldNames().forEachRemaining(this::field);
      name.elements().forEachRemaining(this::named);
    }
  }

  /** Adds the innermost known name of a path. */
  private void field(String path) {
    String[] segments = path.split("[\\[\\]./]+");
    for (int last = segments.length - 1; last >= 0; last--) {
      String known = KNOWN.get(FieldName.of(segments[last]));
      if (known != null) {
        pointers.add("/lead/" + known);
        return;
      }
    }
  }
}
