package io.leadloop.oplead;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows pointers into an answer. A member of another spelling is found as well ({@code Id} for
 * {@code id}), and an array of one item stands for its item. Whatever else is of another shape than
 * the pointer expects leads nowhere.
 */
final class AnswerPlaces {
  private AnswerPlaces() {}

  /** What is at these places, in their order, without what is not there. */
  static Stream<JsonNode> all(JsonNode root, List<JsonPointer> places) {
    return places.stream()
        .map(place -> at(root, place))
        .filter(found -> !found.isMissingNode() && !found.isNull());
  }

  static JsonNode at(JsonNode root, JsonPointer place) {
    JsonNode node = root;
    for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
      node = step(node, rest);
    }
    return node;
  }

  private static JsonNode step(JsonNode node, JsonPointer next) {
    if (node.isArray() && next.mayMatchElement()) {
      return node.path(next.getMatchingIndex());
    } else if (node.isArray()) {
      return node.size() == 1 ? member(node.get(0), next) : MissingNode.getInstance();
    }
    return member(node, next);
  }

  private static JsonNode member(JsonNode object, JsonPointer next) {
    String name = next.getMatchingProperty();
    JsonNode exact = object.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    String wanted = FieldName.of(name);
    return object.properties().stream()
        .filter(member -> FieldName.of(member.getKey()).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(exact);
  }
}
