package io.leadloop.fuzz;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document, as far as a test asks it; the gateway serves it as it is written. */
public final class ApiDescription {
  private static final Path WRITTEN = Path.of("src/docs/openapi.yaml");
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

  private final JsonNode document;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private ApiDescription(JsonNode document) {
    this.document = document;
  }

  public static ApiDescription written() {
    try {
      return new ApiDescription(new YAMLMapper().readTree(WRITTEN.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document cannot be read", e);
    }
  }

  public JsonNode document() {
    return document;
  }

  public List<Call> calls() {
    return document.get("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(each -> METHODS.contains(each.getKey()))
                    .map(
                        each ->
                            call(path.getKey(), each.getKey(), path.getValue(), each.getValue())))
        .toList();
  }

  /** The node itself, or what its reference names. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(document.at(node.get("$ref").asText().substring(1))) : node;
  }

  /** The schema's references are into the document, so it is checked with the document around. */
  public List<Error> errors(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return schemas.getSchema(whole).validate(value);
  }

  private Call call(String path, String method, JsonNode shared, JsonNode operation) {
    return new Call(
        path,
        method.toUpperCase(Locale.ROOT),
        operation,
        Stream.concat(elements(shared.path("parameters")), elements(operation.path("parameters")))
            .map(this::resolve)
            .collect(
                groupingBy(
                    parameter -> parameter.get("in").asText(),
                    mapping(parameter -> parameter.get("name").asText(), toList()))),
        members(operation.at("/requestBody/content")),
        members(operation.get("responses")));
  }

  private Map<String, JsonNode> members(JsonNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.properties().forEach(each -> members.put(each.getKey(), resolve(each.getValue())));
    return members;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
