package io.leadloop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One operation of the OpenAPI document.
 *
 * @param path the template, for example {@code /v1/leads/{id}}
 * @param method in upper case
 * @param parameters names by place, for example {@code limit} under {@code query}
 * @param bodies what it takes: a media type object by media type
 * @param responses a response object by status, references resolved
 */
record Call(
    String path,
    String method,
    Map<String, List<String>> parameters,
    Map<String, JsonNode> bodies,
    Map<String, JsonNode> responses) {

  List<String> parameters(String place) {
    return parameters.getOrDefault(place, List.of());
  }

  boolean documents(int status) {
    return responses.containsKey(Integer.toString(status));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
