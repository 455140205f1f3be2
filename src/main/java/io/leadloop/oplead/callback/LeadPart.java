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
 * The part of a multi-lead body about one lead. It holds references into the body until its bytes
 * are requested, since copying the surrounding values into every item would multiply the body.
 */
final class LeadPart {
  private final Deque<Item> items = new ArrayDeque<>();

  /** Adds an item, and drops the oldest beyond the maximum. */
  void add(JsonNode item, ValuesAround around) {
    items.add(new Item(item, around));
    if (items.size() > CallbackDocuments.MOST_ITEMS) {
      items.remove();
    }
  }

  /** The items as an array, each with the surrounding values. */
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
