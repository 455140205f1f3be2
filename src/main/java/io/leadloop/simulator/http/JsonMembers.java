package io.leadloop.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads an object strictly. A null member counts as absent; a member of the wrong type is an {@link
 * IllegalArgumentException} with a readable message.
 */
public record JsonMembers(ObjectNode json) {

  public void requireOnly(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(name -> require(known.contains(name), name, "is not known, or not here"));
  }

  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  public Optional<String> text(String name) {
    return member(name, JsonNode::isTextual, "must be text").map(JsonNode::textValue);
  }

  /** All members, which must be strings. */
  public Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    json.fieldNames().forEachRemaining(name -> text(name).ifPresent(t -> texts.put(name, t)));
    return texts;
  }

  public Optional<Integer> number(String name) {
    return member(
            name,
            node -> node.isIntegralNumber() && node.canConvertToInt(),
            "must be a whole number")
        .map(JsonNode::intValue);
  }

  /** Absent is false. */
  public boolean flag(String name) {
    return member(name, JsonNode::isBoolean, "must be true or false")
        .map(JsonNode::booleanValue)
        .orElse(false);
  }

  public ObjectNode object(String name) {
    return member(name, JsonNode::isObject, "must be an object")
        .map(ObjectNode.class::cast)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private Optional<JsonNode> member(String name, Predicate<JsonNode> kind, String rule) {
    Optional<JsonNode> member = Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
    require(member.filter(kind.negate()).isEmpty(), name, rule);
    return member;
  }

  private static void require(boolean kept, String name, String rule) {
    if (!kept) {
      throw new IllegalArgumentException(name + " " + rule);
    }
  }
}
