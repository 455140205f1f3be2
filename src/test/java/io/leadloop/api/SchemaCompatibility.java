package io.leadloop.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rule of the event contract ({@code src/docs/asyncapi.yaml}, "What may change"), for consumers
 * of events: members may be added to a released schema; none may be removed, retyped or made
 * optional, and the set of values, closed or open, stays unchanged.
 */
final class SchemaCompatibility {
  private final JsonNode released;
  private final JsonNode present;
  private final List<String> breakages = new ArrayList<>();

  private SchemaCompatibility(JsonNode released, JsonNode present) {
    this.released = released;
    this.present = present;
  }

  /** Returns the changes that break consumers of the released schema, with their pointers. */
  static List<String> breakages(JsonNode released, JsonNode present) {
    SchemaCompatibility comparison = new SchemaCompatibility(released, present);
    comparison.compare("", released, present);
    return comparison.breakages;
  }

  private void compare(String at, JsonNode releasedSchema, JsonNode presentSchema) {
    Shape was = new Shape(releasedSchema, released);
    Shape is = new Shape(presentSchema, present);
    same(at, "type", was.types, is.types);
    same(at, "format", was.formats, is.formats);
    same(at, "values", was.values, is.values);
    was.required.stream()
        .filter(name -> was.members.containsKey(name) && is.members.containsKey(name))
        .filter(name -> !is.required.contains(name))
        .forEach(name -> breakages.add(at + "/" + name + ": is optional now"));
    if (is.closed && !was.closed) {
      breakages.add(at + ": takes no new members now");
    }
    was.members.forEach((name, schema) -> compareMember(at + "/" + name, schema, is, name));
  }

  private void compareMember(String at, JsonNode releasedSchema, Shape is, String name) {
    JsonNode presentSchema = is.members.get(name);
    if (presentSchema == null) {
      breakages.add(at + ": is gone");
    } else {
      compare(at, releasedSchema, presentSchema);
    }
  }

  private void same(String at, String what, Set<String> was, Set<String> is) {
    if (!was.equals(is)) {
      breakages.add("%s: %s was %s, is %s".formatted(at, what, was, is));
    }
  }

  /** A schema with references and alternatives resolved. */
  private static final class Shape {
    private final Set<String> types = new TreeSet<>();
    private final Set<String> formats = new TreeSet<>();
    private final Set<String> values = new TreeSet<>();
    private final Set<String> required = new TreeSet<>();
    private final Map<String, JsonNode> members = new TreeMap<>();
    private boolean closed;

    private Shape(JsonNode schema, JsonNode root) {
      add(schema, root);
    }

    private void add(JsonNode schema, JsonNode root) {
      addTo(types, schema.path("type"));
      addTo(formats, schema.path("format"));
      addTo(required, schema.path("required"));
      addTo(values, schema.path("enum"));
      addTo(values, schema.path("const"));
      closed |= !schema.path("additionalProperties").asBoolean(true);
      schema
          .path("properties")
          .fields()
          .forEachRemaining(m -> members.put(m.getKey(), m.getValue()));
      if (schema.has("items")) {
        members.put("[]", schema.get("items"));
      }
      for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
        schema.path(alternatives).forEach(each -> add(each, root));
      }
      if (schema.has("$ref")) {
        add(root.at(schema.get("$ref").asText().substring(1)), root);
      }
    }

    private static void addTo(Set<String> texts, JsonNode value) {
      if (value.isArray()) {
        value.forEach(each -> texts.add(each.asText()));
      } else if (!value.isMissingNode()) {
        texts.add(value.asText());
      }
    }
  }
}
