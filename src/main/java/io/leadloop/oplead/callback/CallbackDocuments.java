package io.leadloop.oplead.callback;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.text.FieldName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Unwraps a callback: collects the outermost object and those in members that wrap a whole
 * callback, by their name or as JSON in a string. From an array it takes the item with the newest
 * status or, if a time is missing, the last item with a status.
 */
final class CallbackDocuments {
  private static final int DEEPEST = 6;

  /** The maximum items that are read, from the end of an array. */
  static final int MOST_ITEMS = 100;

  private final Set<String> wrappers;
  private final List<JsonPointer> timePlaces;
  private final StatusLabelFinder labels;
  private final CallbackTime times;

  CallbackDocuments(CallbackProfile profile, StatusLabelFinder labels, CallbackTime times) {
    this.wrappers = profile.wrappers().stream().map(FieldName::of).collect(Collectors.toSet());
    this.timePlaces = FieldName.of(profile.pointers().time());
    this.labels = labels;
    this.times = times;
  }

  CallbackFields unwrap(JsonNode body) {
    CallbackTree tree = new CallbackTree(body);
    return new CallbackFields(documents(tree, tree.root(), DEEPEST));
  }

  private List<JsonNode> documents(CallbackTree tree, JsonNode node, int depth) {
    if (depth == 0 || !node.isContainerNode()) {
      return List.of();
    } else if (node.isArray()) {
      return newest(tree, node, depth);
    }
    List<JsonNode> documents = new ArrayList<>(List.of(node));
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (wrappers.contains(member.getKey()) || tree.wasText(member.getValue())) {
        documents.addAll(documents(tree, member.getValue(), depth - 1));
      }
    }
    return documents;
  }

  private List<JsonNode> newest(CallbackTree tree, JsonNode array, int depth) {
    List<CallbackFields> items = new ArrayList<>();
    for (int i = Math.max(0, array.size() - MOST_ITEMS); i < array.size(); i++) {
      items.add(new CallbackFields(documents(tree, array.get(i), depth - 1)));
    }
    List<CallbackFields> withStatus =
        items.stream().filter(item -> labels.find(item).isPresent()).toList();
    return newest(withStatus.isEmpty() ? items : withStatus)
        .map(CallbackFields::documents)
        .orElse(List.of());
  }

  private Optional<CallbackFields> newest(List<CallbackFields> items) {
    boolean areDated = items.stream().map(this::time).allMatch(Optional::isPresent);
    return items.stream().reduce((best, next) -> areDated && isNewer(best, next) ? best : next);
  }

  private boolean isNewer(CallbackFields one, CallbackFields other) {
    return time(one).orElseThrow().isAfter(time(other).orElseThrow());
  }

  private Optional<Instant> time(CallbackFields item) {
    return item.at(timePlaces)
        .map(times::read)
        .flatMap(Optional::stream)
        .findFirst()
        .map(CallbackTime.Read::instant);
  }
}
