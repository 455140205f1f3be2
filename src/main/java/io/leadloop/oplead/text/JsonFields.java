package io.leadloop.oplead.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** A JSON body; an unreadable one is empty. */
public record JsonFields(JsonNode root) implements Fields {

  private static final ObjectMapper JSON = OpleadJson.mapper().build();

  /** Catches undeclared exceptions, too: the parser throws them for some decimals. */
  public static JsonFields read(String text) {
    try {
      return new JsonFields(JSON.readTree(text));
    } catch (JacksonException | NumberFormatException unreadable) {
      return new JsonFields(MissingNode.getInstance());
    }
  }

  @Override
  public Optional<String> at(JsonPointer pointer) {
    JsonNode node = root.at(pointer);
    return Optional.of(node)
        .filter(found -> found.isValueNode() && !found.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }
}
