package io.leadloop.oplead.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.oplead.text.ValuesAround;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Splits a body about several leads, such as an array of status changes: each lead gets the items
 * with its id plus the values around the array, and nothing about other leads.
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

  /** Returns the parts by lead id; empty if the body is not about several leads. */
  Map<String, LeadPart> split(JsonNode body) {
    CallbackTree tree = new CallbackTree(body);
    Map<String, LeadPart> parts = new LinkedHashMap<>();
    collect(tree, tree.root(), ValuesAround.NONE, DEEPEST, parts);
    return parts.size() > 1 ? parts : Map.of();
  }

  private void collect(
      CallbackTree tree,
      JsonNode node,
      ValuesAround around,
      int depth,
      Map<String, LeadPart> parts) {
    if (node.isArray()) {
      node.forEach(item -> collectItem(tree, item, around, depth, parts));
    } else if (node.isObject() && depth > 0) {
      ValuesAround values = new ValuesAround(around, node);
      lists(tree, node).forEach(list -> collect(tree, list, values, depth - 1, parts));
    }
  }

  /** An item with a lead id may have lists of its own, such as the lead's history. */
  private void collectItem(
      CallbackTree tree,
      JsonNode item,
      ValuesAround around,
      int depth,
      Map<String, LeadPart> parts) {
    List<JsonNode> lists = lists(tree, item);
    Optional<String> id = leadId.apply(without(lists, item));
    if (id.isPresent()) {
      parts.computeIfAbsent(id.get(), first -> new LeadPart()).add(item, around);
    } else if (item.isArray() || !lists.isEmpty()) {
      collect(tree, item, around, depth - 1, parts);
    }
  }

  /** The lists in wrapper members. */
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
    Set<JsonNode> left = Collections.newSetFromMap(new IdentityHashMap<>());
    left.addAll(lists);
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    item.properties().stream()
        .filter(member -> !left.contains(member.getValue()))
        .forEach(member -> rest.set(member.getKey(), member.getValue()));
    return rest;
  }
}
