package io.leadloop.console.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.page.FormFields;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs of one call of the API.
 *
 * @param name of its messages: the area, and the rest of their keys after {@code title_}, which its
 *     button repeats, and {@code intro_}, as {@code provider:key_new}
 * @param isDanger whether its button destroys something
 * @param hasNulls whether an empty input removes a value, rather than leaving it
 */
public record FormDefinition(
    String name, List<FormField> fields, boolean isDanger, boolean hasNulls) {
  private static final String CONFIRMATION = "confirmation";

  public static FormDefinition of(String name, FormField... fields) {
    return new FormDefinition(name, List.of(fields), false, false);
  }

  /** A step before something that cannot be taken back. */
  public static FormDefinition confirming(String name) {
    return new FormDefinition(name, List.of(), true, false);
  }

  /** The same, where a name has to be typed. */
  public static FormDefinition confirmingByName(String name) {
    return new FormDefinition(name, List.of(FormField.text(CONFIRMATION).required()), true, false);
  }

  /** An empty input removes what it shows. */
  public FormDefinition removing() {
    return new FormDefinition(name, fields, isDanger, true);
  }

  /** With other choices for an input. */
  public FormDefinition offering(String input, List<Choice> choices) {
    return new FormDefinition(
        name,
        fields.stream()
            .map(field -> field.name().equals(input) ? field.offering(choices) : field)
            .toList(),
        isDanger,
        hasNulls);
  }

  /** The body of the call. */
  ObjectNode body(FormFields posted, ZoneId zone) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String wire = posted.get("wire").orElse("");
    for (FormField field : fields) {
      if (field.wire() == null || field.wire().equals(wire)) {
        add(body, field.member(wire), field, posted, zone);
      }
    }
    return body;
  }

  private void add(ObjectNode body, String name, FormField field, FormFields posted, ZoneId zone) {
    String[] path = name.split("\\.");
    ObjectNode parent = body;
    for (int i = 0; i < path.length - 1; i++) {
      parent = parent.get(path[i]) instanceof ObjectNode known ? known : parent.putObject(path[i]);
    }
    String member = path[path.length - 1];
    List<String> values = values(field, posted);
    if (values.isEmpty()) {
      if (hasNulls) {
        parent.putNull(member);
      }
    } else if (field.kind() == FieldKind.LIST) {
      ArrayNode list = parent.putArray(member);
      values.forEach(list::add);
    } else {
      parent.set(member, field.kind().json(values.get(0), zone));
    }
  }

  static List<String> values(FormField field, FormFields posted) {
    return field.kind() == FieldKind.LIST
        ? posted.all(field.name()).stream()
            .flatMap(text -> Arrays.stream(text.strip().split("[\\s,;]+")))
            .toList()
        : posted.get(field.name()).stream().toList();
  }
}
