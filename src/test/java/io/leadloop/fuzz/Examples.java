package io.leadloop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The examples that the OpenAPI document gives of a body. */
public final class Examples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Examples() {}

  /** All examples of a media type object, be it its own or its schema's. */
  public static List<JsonNode> of(ApiDescription api, JsonNode mediaType) {
    List<JsonNode> examples = new ArrayList<>();
    if (mediaType.has("example")) {
      examples.add(mediaType.get("example"));
    }
    mediaType.path("examples").forEach(each -> examples.add(api.resolve(each).get("value")));
    api.resolve(mediaType.path("schema")).path("examples").forEach(examples::add);
    return examples;
  }

  /** The body as an object, where it is one. */
  static Optional<ObjectNode> object(Buffer body) {
    try {
      return JSON.readTree(body.getBytes()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
