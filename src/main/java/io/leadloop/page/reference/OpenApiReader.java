package io.leadloop.page.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads an OpenAPI 3.1 document, as far as the pages show it. */
final class OpenApiReader {
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");
  private static final String PROBLEMS = "/problems/";

  private final JsonNode document;
  private final SchemaReader schemas;

  OpenApiReader(JsonNode document) {
    this.document = document;
    this.schemas = new SchemaReader(document);
  }

  List<ApiOperation> operations() {
    List<ApiOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        if (METHODS.contains(call.getKey())) {
          operations.add(operation(call.getKey(), path.getKey(), path.getValue(), call.getValue()));
        }
      }
    }
    operations.sort(Comparator.comparing(ApiOperation::path));
    return List.copyOf(operations);
  }

  List<ApiSchema> schemas() {
    return schemas.all();
  }

  private ApiOperation operation(String verb, String path, JsonNode shared, JsonNode call) {
    String method = verb.toUpperCase(Locale.ROOT);
    boolean hasKey = !call.path("security").isEmpty();
    List<ApiField> parameters =
        Stream.concat(elements(shared.path("parameters")), elements(call.path("parameters")))
            .map(schemas::resolve)
            .map(schemas::parameter)
            .toList();
    JsonNode body = schemas.resolve(call.path("requestBody"));
    List<ApiContent> bodies = contents(body, true);
    return new ApiOperation(
        Audience.ofTag(call.path("tags").path(0).asText()),
        method,
        path,
        call.path("summary").asText(),
        call.path("description").asText(),
        hasKey,
        parameters,
        body.path("description").asText(),
        bodies,
        answers(call.path("responses")),
        new CurlCommand(method, path, hasKey, parameters, bodies).text());
  }

  private List<ApiAnswer> answers(JsonNode responses) {
    return responses.properties().stream()
        .map(each -> answer(each.getKey(), schemas.resolve(each.getValue())))
        .sorted(Comparator.comparing(ApiAnswer::status))
        .toList();
  }

  private ApiAnswer answer(String status, JsonNode response) {
    List<String> problems =
        response.path("content").properties().stream()
            .flatMap(content -> examples(content.getValue()))
            .map(example -> example.path("type").asText())
            .filter(type -> type.startsWith(PROBLEMS))
            .map(type -> type.substring(PROBLEMS.length()))
            .distinct()
            .toList();
    return new ApiAnswer(
        status, response.path("description").asText(), contents(response, false), problems);
  }

  private List<ApiContent> contents(JsonNode message, boolean isRequest) {
    return message.path("content").properties().stream()
        .map(each -> content(each.getKey(), each.getValue(), isRequest))
        .toList();
  }

  private ApiContent content(String mediaType, JsonNode content, boolean isRequest) {
    JsonNode schema = content.path("schema");
    return new ApiContent(
        mediaType,
        schemas.type(schema),
        isRequest ? schemas.fields(schemas.resolve(schema)) : List.of(),
        examples(content).map(SchemaReader::text).toList());
  }

  /** Its own, otherwise those of its schema. */
  private Stream<JsonNode> examples(JsonNode content) {
    if (content.has("example")) {
      return Stream.of(content.get("example"));
    }
    if (content.has("examples")) {
      return elements(content.get("examples")).map(each -> schemas.resolve(each).path("value"));
    }
    return elements(schemas.resolve(content.path("schema")).path("examples"));
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
