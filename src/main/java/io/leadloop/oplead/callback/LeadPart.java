package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.oplead.text.ValuesAround;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a body about several leads says of one of them. Until its bytes are asked for, it holds
 * nothing but places in the body: a copy of what stands around for each item would be many times
 * the body.
 */
final class LeadPart {
  private final Deque<Item> items = new ArrayDeque<>();

  /** Adds an item, and lets go the first of more than anybody reads. */
  void add(JsonNode item, ValuesAround around) {
    items.add(new Item(item, around));
    if (items.size() > CallbackDocuments.MOST_ITEMS) {
      items.remove();
    }
  }

  /** An array of the items, each completed by the values around it. */
  byte[] json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(item.completed()));
    return array.toString().getBytes(UTF_8);
  }

  private record Item(JsonNode item, ValuesAround around) {
    ObjectNode completed() {
      ObjectNode completed = JsonNodeFactory.instance.objectNode();
      around.addTo(completed);
      item.properties().forEach(member -> completed.set(member.getKey(), member.getValue()));
      return completed;
    }
  }
}
