package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * Converts form fields to a JSON object: {@code status[label]}, {@code status.label} and {@code
 * /status/label} are the same place. The first non-blank field of a name wins.
 */
final class FormTree {
  private static final int DEEPEST = 8;

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  void put(String key, String value) {
    List<String> path =
        Arrays.stream(key.split("[\\[\\]./]"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .limit(DEEPEST)
            .toList();
    if (path.isEmpty() || value.isBlank()) {
      return;
    }
    JsonNode place = root;
    for (String name : path.subList(0, path.size() - 1)) {
      place = place instanceof ObjectNode object ? member(object, name) : place;
    }
    String last = path.get(path.size() - 1);
    if (place instanceof ObjectNode object && !object.has(last)) {
      object.put(last, value);
    }
  }

  JsonNode root() {
    return root;
  }

  private static JsonNode member(ObjectNode object, String name) {
    return object.has(name) ? object.get(name) : object.putObject(name);
  }
}
