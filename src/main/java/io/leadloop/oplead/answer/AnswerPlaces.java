package io.leadloop.oplead.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.oplead.text.FieldName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * JSON pointers into an answer. They match names in any spelling ({@code Id} for {@code id}), and
 * treat an array of one item as its item. Values of an unexpected shape do not match.
 */
final class AnswerPlaces {
  private static final int MOST_ITEMS = 10;

  private final List<Place> places;

  AnswerPlaces(List<JsonPointer> pointers) {
    places = pointers.stream().map(Place::new).toList();
  }

  /** Returns the values found, in the order of the pointers. */
  Stream<JsonNode> in(JsonNode root) {
    return in(root, beginnings(root));
  }

  /** The same with known {@link #beginnings} of the answer, which skip most pointers. */
  Stream<JsonNode> in(JsonNode root, Set<String> beginnings) {
    return places.stream()
        .filter(place -> beginnings.contains(place.beginning))
        .map(place -> at(root, place.pointer))
        .filter(found -> !found.isMissingNode() && !found.isNull());
  }

  /** The member names at the top of an answer. */
  static Set<String> beginnings(JsonNode root) {
    Set<String> beginnings = new HashSet<>();
    beginnings.add("");
    for (int item = 0; item < Math.min(root.size(), MOST_ITEMS) && root.isArray(); item++) {
      beginnings.add(Integer.toString(item));
    }
    JsonNode object = root.isArray() && root.size() == 1 ? root.get(0) : root;
    object.fieldNames().forEachRemaining(name -> beginnings.add(FieldName.of(name)));
    return beginnings;
  }

  private static JsonNode at(JsonNode root, JsonPointer place) {
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
    if (!exact.isMissingNode() || object.isEmpty()) {
      return exact;
    }
    String wanted = FieldName.of(name);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (FieldName.of(member.getKey()).equals(wanted)) {
        return member.getValue();
      }
    }
    return exact;
  }

  private record Place(JsonPointer pointer, String beginning) {
    Place(JsonPointer pointer) {
      this(pointer, pointer.matches() ? "" : FieldName.of(pointer.getMatchingProperty()));
    }
  }
}
