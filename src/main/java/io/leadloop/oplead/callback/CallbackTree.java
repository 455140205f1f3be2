package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.oplead.text.FieldName;
import io.leadloop.oplead.text.LenientJson;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Normalizes a body's tree: names by {@link FieldName}, and JSON in a string (a form's {@code
 * payload}) as its value. Parts that are nested too deeply are dropped.
 */
final class CallbackTree {
  private static final int DEEPEST = 12;

  private final Set<JsonNode> written = Collections.newSetFromMap(new IdentityHashMap<>());
  private final JsonNode root;

  CallbackTree(JsonNode body) {
    root = plain(body, DEEPEST);
  }

  JsonNode root() {
    return root;
  }

  /** Whether the value was JSON in a string. */
  boolean wasText(JsonNode value) {
    return written.contains(value);
  }

  private JsonNode plain(JsonNode node, int depth) {
    if (node.isContainerNode()) {
      return depth == 0 ? MissingNode.getInstance() : container(node, depth - 1);
    }
    return node.isTextual() && depth > 0 ? text(node, depth - 1) : node;
  }

  private JsonNode container(JsonNode node, int depth) {
    if (node.isArray() || isNumbered(node.properties())) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> items.add(plain(item, depth)));
      return items;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = FieldName.of(member.getKey());
      if (object.path(name).isMissingNode() || object.path(name).isNull()) {
        object.set(name, plain(member.getValue(), depth));
      }
    }
    return object;
  }

  /** PHP lists with a gap, and lists in forms, are objects with the members 0, 1, 2. */
  private static boolean isNumbered(Collection<Map.Entry<String, JsonNode>> members) {
    return !members.isEmpty()
        && members.stream().allMatch(m -> m.getKey().chars().allMatch(Character::isDigit));
  }

  private JsonNode text(JsonNode node, int depth) {
    String text = node.textValue().strip();
    if (!LenientJson.looksLikeJson(text)) {
      return node;
    }
    JsonNode value =
        LenientJson.readWhole(text)
            .filter(read -> read.isContainerNode() || read.isTextual())
            .map(read -> plain(read, depth))
            .orElse(node);
    written.add(value);
    return value;
  }
}
