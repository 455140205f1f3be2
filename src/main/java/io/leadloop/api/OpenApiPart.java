package io.leadloop.api;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reduces an OpenAPI document to the operations of one tag and the components that they use. */
final class OpenApiPart {
  private static final String COMPONENTS = "#/components/";

  private final ObjectNode part;
  private final String tag;

  private OpenApiPart(ObjectNode part, String tag) {
    this.part = part;
    this.tag = tag;
  }

  /** A copy; the document itself is not changed. */
  static ObjectNode of(JsonNode document, String tag) {
    OpenApiPart reduced = new OpenApiPart(document.deepCopy(), tag);
    reduced.keepOperations();
    reduced.keepTag();
    reduced.keepComponents(reduced.used());
    return reduced.part;
  }

  private void keepOperations() {
    ObjectNode paths = (ObjectNode) part.get("paths");
    paths.forEach(
        path ->
            path.properties()
                .removeIf(each -> isOperation(each.getValue()) && !isTagged(each.getValue())));
    paths
        .properties()
        .removeIf(path -> elements(path.getValue()).noneMatch(OpenApiPart::isOperation));
  }

  private static boolean isOperation(JsonNode member) {
    return member.has("responses");
  }

  private boolean isTagged(JsonNode operation) {
    return elements(operation.path("tags")).anyMatch(each -> each.asText().equals(tag));
  }

  private void keepTag() {
    ((ArrayNode) part.get("tags")).removeIf(each -> !each.path("name").asText().equals(tag));
  }

  /** The components that the paths refer to, directly or not, as {@code kind/name}. */
  private Set<String> used() {
    Set<String> used = new HashSet<>();
    Deque<JsonNode> unread = new ArrayDeque<>();
    unread.add(part.get("paths"));
    while (!unread.isEmpty()) {
      JsonNode node = unread.pop();
      node.forEach(unread::push);
      references(node)
          .filter(used::add)
          .forEach(name -> unread.push(part.at(COMPONENTS.substring(1) + name)));
    }
    return used;
  }

  private static Stream<String> references(JsonNode node) {
    Stream<String> schemes =
        elements(node.path("security"))
            .flatMap(each -> each.properties().stream())
            .map(scheme -> "securitySchemes/" + scheme.getKey());
    String reference = node.path("$ref").asText();
    return reference.startsWith(COMPONENTS)
        ? Stream.concat(schemes, Stream.of(reference.substring(COMPONENTS.length())))
        : schemes;
  }

  private void keepComponents(Set<String> used) {
    Map<String, Set<String>> names =
        used.stream()
            .map(name -> name.split("/"))
            .collect(groupingBy(name -> name[0], mapping(name -> name[1], toSet())));
    ObjectNode components = (ObjectNode) part.get("components");
    components.retain(names.keySet());
    names.forEach((kind, kept) -> ((ObjectNode) components.get(kind)).retain(kept));
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
