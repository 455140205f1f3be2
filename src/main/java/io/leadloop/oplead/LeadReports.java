package io.leadloop.oplead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Splits a body about several leads, such as an array of status changes: each lead gets the items
 * with its id, completed by the values that stand around the array. It gets nothing of what is
 * reported of the other leads.
 */
final class LeadReports {
  private static final int DEEPEST = 6;

  private final Set<String> wrappers;
  private final Function<JsonNode, Optional<String>> leadId;

  /**
   * @param wrappers names of members that may hold the array
   * @param leadId finds the id of the lead that an item is about
   */
  LeadReports(Set<String> wrappers, Function<JsonNode, Optional<String>> leadId) {
    this.wrappers = wrappers;
    this.leadId = leadId;
  }

  /** The parts by the lead's id; empty where the body is not about several leads. */
  Map<String, ArrayNode> split(JsonNode body) {
    CallbackTree tree = new CallbackTree(body);
    Map<String, ArrayNode> parts = new LinkedHashMap<>();
    collect(tree, tree.root(), JsonNodeFactory.instance.objectNode(), DEEPEST, parts);
    return parts.size() > 1 ? parts : Map.of();
  }

  private void collect(
      CallbackTree tree,
      JsonNode node,
      ObjectNode around,
      int depth,
      Map<String, ArrayNode> parts) {
    if (node.isArray()) {
      node.forEach(item -> collectItem(tree, item, around, depth, parts));
    } else if (node.isObject() && depth > 0) {
      ObjectNode values = around.deepCopy();
      node.properties().stream()
          .filter(member -> member.getValue().isValueNode())
          .forEach(member -> values.set(member.getKey(), member.getValue()));
      lists(tree, node).forEach(list -> collect(tree, list, values, depth - 1, parts));
    }
  }

  /** An item that names its lead may have lists of its own, such as the lead's history. */
  private void collectItem(
      CallbackTree tree,
      JsonNode item,
      ObjectNode around,
      int depth,
      Map<String, ArrayNode> parts) {
    List<JsonNode> lists = lists(tree, item);
    Optional<String> id = leadId.apply(without(lists, item));
    if (id.isPresent()) {
      ObjectNode completed = around.deepCopy();
      item.properties().forEach(member -> completed.set(member.getKey(), member.getValue()));
      parts.computeIfAbsent(id.get(), first -> JsonNodeFactory.instance.arrayNode()).add(completed);
    } else if (item.isArray() || !lists.isEmpty()) {
      collect(tree, item, around, depth - 1, parts);
    }
  }

  /** The lists in the members that wrap something. */
  private List<JsonNode> lists(CallbackTree tree, JsonNode node) {
    return node.properties().stream()
        .filter(member -> wrappers.contains(member.getKey()) || tree.wasText(member.getValue()))
        .map(Map.Entry::getValue)
        .filter(value -> value.isArray() || !lists(tree, value).isEmpty())
        .toList();
  }

  private static JsonNode without(List<JsonNode> lists, JsonNode item) {
    if (!item.isObject()) {
      return JsonNodeFactory.instance.missingNode();
    }
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    item.properties().stream()
        .filter(member -> lists.stream().noneMatch(list -> list == member.getValue()))
        .forEach(member -> rest.set(member.getKey(), member.getValue()));
    return rest;
  }
}
