package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads truncated or invalid JSON up to the error. Integers become strings. A number or string at
 * the cut, which may be incomplete, becomes null, like numbers with a fraction.
 */
public final class CutJson {
  private final ArrayNode top = JsonNodeFactory.instance.arrayNode();
  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private final int length;
  private String name = "";

  private CutJson(int length) {
    this.length = length;
    open.push(top);
  }

  /** Returns the value, or a missing node if nothing is readable. */
  public static JsonNode read(String text) {
    CutJson json = new CutJson(text.length());
    try (JsonParser parser = LenientJson.parser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        json.take(token, parser);
      }
    } catch (IOException cut) {
      // Keep what was read so far.
    }
    return json.top.path(0);
  }

  private void take(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case FIELD_NAME -> name = parser.currentName();
      case START_OBJECT -> begin(JsonNodeFactory.instance.objectNode());
      case START_ARRAY -> begin(JsonNodeFactory.instance.arrayNode());
      case END_OBJECT, END_ARRAY -> open.pop();
      case VALUE_TRUE, VALUE_FALSE -> put(BooleanNode.valueOf(parser.getBooleanValue()));
      case VALUE_NULL -> put(NullNode.instance);
      case VALUE_NUMBER_FLOAT -> put(NullNode.instance);
      default -> put(text(parser));
    }
  }

  private JsonNode text(JsonParser parser) throws IOException {
    TextNode value = new TextNode(parser.getText());
    return parser.currentLocation().getCharOffset() < length ? value : NullNode.instance;
  }

  private void begin(ContainerNode<?> container) {
    put(container);
    open.push(container);
  }

  private void put(JsonNode value) {
    if (open.element() instanceof ObjectNode object) {
      object.set(name, value);
    } else if (open.element() instanceof ArrayNode array) {
      array.add(value);
    }
  }
}
