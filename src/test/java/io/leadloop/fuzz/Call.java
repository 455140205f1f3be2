package io.leadloop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;

/**
 * One operation of the OpenAPI document.
 *
 * @param path the template, for example {@code /v1/leads/{id}}
 * @param method in upper case
 * @param operation all that the document has of it
 * @param parameters names by place, for example {@code limit} under {@code query}
 * @param bodies what it takes: a media type object by media type
 * @param responses a response object by status, references resolved
 */
public record Call(
    String path,
    String method,
    JsonNode operation,
    Map<String, List<String>> parameters,
    Map<String, JsonNode> bodies,
    Map<String, JsonNode> responses) {

  public List<String> parameters(String place) {
    return parameters.getOrDefault(place, List.of());
  }

  /** By itself, or as one of the statuses that the examples of its range have. */
  public boolean documents(int status) {
    return responses.containsKey(Integer.toString(status))
        || responses
            .getOrDefault(status / 100 + "XX", MissingNode.getInstance())
            .findValues("status")
            .stream()
            .anyMatch(example -> example.asInt() == status);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
