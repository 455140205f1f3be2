package io.leadloop.page.reference;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the schemas of an OpenAPI document. */
final class SchemaReader {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String REFERENCE = "$ref";
  private static final List<String> LIMITS =
      List.of(
          "default",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "pattern");
  private static final Predicate<String> NOT_NULL = Predicate.not("null"::equals);
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private final JsonNode document;

  SchemaReader(JsonNode document) {
    this.document = document;
  }

  /** The objects, by name; other schemas are shown where they are used. */
  List<ApiSchema> all() {
    return document.path("components").path("schemas").properties().stream()
        .filter(each -> isObject(each.getValue()))
        .map(
            each ->
                new ApiSchema(
                    each.getKey(),
                    each.getValue().path("description").asText(),
                    fields(each.getValue())))
        .sorted(Comparator.comparing(ApiSchema::name))
        .toList();
  }

  /** The node itself, or the one that it refers to. */
  JsonNode resolve(JsonNode node) {
    return node.has(REFERENCE)
        ? resolve(document.at(node.get(REFERENCE).asText().substring(1)))
        : node;
  }

  ApiField parameter(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    return field(
        parameter.path("name").asText(),
        parameter.path("in").asText(),
        schema,
        parameter.path("required").asBoolean(),
        parameter.path("description").asText());
  }

  /** The members of an object; empty for other schemas. */
  List<ApiField> fields(JsonNode object) {
    List<String> required = elements(object.path("required")).map(JsonNode::asText).toList();
    return object.path("properties").properties().stream()
        .map(
            each ->
                field(
                    each.getKey(),
                    "",
                    each.getValue(),
                    required.contains(each.getKey()),
                    each.getValue().path("description").asText()))
        .toList();
  }

  private ApiField field(
      String name, String place, JsonNode schema, boolean isRequired, String description) {
    JsonNode resolved = resolve(schema);
    String limits =
        LIMITS.stream()
            .filter(resolved::has)
            .map(limit -> limit + " " + plain(resolved.get(limit)))
            .collect(joining(", "));
    return new ApiField(name, place, type(schema), isRequired, limits, description);
  }

  ApiType type(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    String reference = schema.path(REFERENCE).asText();
    if (isObject(resolved) && reference.startsWith(SCHEMAS)) {
      String name = reference.substring(SCHEMAS.length());
      return new ApiType(name, name);
    } else if (resolved.has("enum")) {
      return new ApiType(
          elements(resolved.get("enum")).map(JsonNode::toString).collect(joining(" | ")), null);
    } else if (resolved.has("items")) {
      ApiType item = type(resolved.get("items"));
      return new ApiType(item.text() + "[]" + orNull(resolved), item.schema());
    }
    return alternatives(resolved).findFirst().orElseGet(() -> simple(resolved));
  }

  /** The only one of several that is not null: the document writes a member that may be null so. */
  private Stream<ApiType> alternatives(JsonNode schema) {
    return Stream.of("anyOf", "oneOf", "allOf")
        .flatMap(keyword -> elements(schema.path(keyword)))
        .filter(each -> NOT_NULL.test(each.path("type").asText()))
        .map(this::type)
        .map(each -> new ApiType(each.text() + orNull(schema), each.schema()));
  }

  private static ApiType simple(JsonNode schema) {
    JsonNode type = schema.path("type");
    String text =
        type.isArray()
            ? elements(type).map(JsonNode::asText).filter(NOT_NULL).collect(joining(" | "))
            : type.asText("any");
    String format = schema.has("format") ? ", " + schema.path("format").asText() : "";
    return new ApiType(text + format + orNull(schema), null);
  }

  private static String orNull(JsonNode schema) {
    boolean mayBeNull = !elements(schema.path("type")).map(JsonNode::asText).allMatch(NOT_NULL);
    return mayBeNull ? " | null" : "";
  }

  private static boolean isObject(JsonNode schema) {
    return schema.has("properties");
  }

  /** A value as it is sent. */
  static String text(JsonNode value) {
    try {
      return value.isTextual() ? value.textValue().stripTrailing() : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write JSON", e);
    }
  }

  private static String plain(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : value.toString();
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
