package io.leadloop.fuzz;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document as it is served, as far as a test asks it. */
final class ApiDescription {
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

  private final JsonNode document;

  private ApiDescription(JsonNode document) {
    this.document = document;
  }

  static ApiDescription served() {
    try {
      String json = RestAssured.get("/openapi?format=json").asString();
      return new ApiDescription(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode document() {
    return document;
  }

  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    document
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        each -> {
                          if (METHODS.contains(each.getKey())) {
                            calls.add(call(path.getKey(), each.getKey(), each.getValue()));
                          }
                        }));
    return calls;
  }

  /** The node itself, or what its reference names. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(document.at(node.get("$ref").asText().substring(1))) : node;
  }

  private Call call(String path, String method, JsonNode operation) {
    return new Call(
        path,
        method.toUpperCase(Locale.ROOT),
        elements(operation.path("parameters"))
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
    object.fields().forEachRemaining(each -> members.put(each.getKey(), resolve(each.getValue())));
    return members;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
