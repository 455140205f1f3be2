package io.leadloop.fuzz;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spoils a request's body: member by member, starting from the document's example, or as bytes. */
final class SpoiltBody {
  private static final String HERE = "\"@here@\"";
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "1e400",
          "1e999999999",
          "-1E-999999999",
          "1e99999999999999999999",
          "10e2147483647",
          "0.0e-2147483648",
          "9".repeat(1200),
          "0." + "1".repeat(1200),
          "NaN",
          "-Infinity",
          "+1",
          "01",
          "0x1",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"unfinished",
          "'single'",
          "[]",
          "[[]]",
          "{}",
          "{\"\":null}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":1,}",
          "[1,,2]",
          "{a:1}",
          "/* comment */ 1",
          "undefined",
          "",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(20_000),
          "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
          "\"" + "x".repeat(70_000) + "\"");

  private final Dice dice;

  SpoiltBody(Dice dice) {
    this.dice = dice;
  }

  void apply(Draft draft) {
    draft.chunked = dice.once(4);
    switch (dice.below(8)) {
      case 0 -> draft.body = Buffer.buffer(dice.bytes(400));
      case 1 -> draft.body = cut(draft.body.getBytes());
      case 2 -> draft.body = stained(draft.body.getBytes());
      case 3 -> draft.body = Buffer.buffer(value());
      default -> draft.body = member(draft.body, draft.members);
    }
  }

  private Buffer cut(byte[] body) {
    return Buffer.buffer(Arrays.copyOf(body, dice.below(body.length + 1)));
  }

  private Buffer stained(byte[] body) {
    for (int i = dice.below(4); i >= 0 && body.length > 0; i--) {
      body[dice.below(body.length)] = (byte) dice.below(256);
    }
    return dice.once(3) ? Buffer.buffer(body).appendBytes(dice.bytes(9)) : Buffer.buffer(body);
  }

  /** A changed, missing, duplicate or unknown member. */
  private Buffer member(Buffer body, List<String> documented) {
    return Examples.object(body)
        .map(root -> spoil(root, documented))
        .orElseGet(() -> Buffer.buffer(value()));
  }

  private Buffer spoil(ObjectNode root, List<String> documented) {
    ObjectNode holder = dice.of(objects(root));
    List<String> names = new ArrayList<>(holder == root ? documented : List.of());
    holder.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() || dice.once(5) ? dice.text() : dice.of(names);
    if (dice.once(4)) {
      holder.remove(name);
      return Buffer.buffer(root.toString());
    }
    JsonNode before = holder.get(name);
    holder.put(name, "@here@");
    String raw = dice.once(5) && before != null ? twice(name, before) : value();
    return Buffer.buffer(root.toString().replace(HERE, raw));
  }

  private String twice(String name, JsonNode value) {
    return value + "," + quoted(name) + ":" + value();
  }

  private String value() {
    return dice.once(3) ? quoted(dice.text()) : dice.of(VALUES);
  }

  private static List<ObjectNode> objects(ObjectNode root) {
    List<ObjectNode> objects = new ArrayList<>(List.of(root));
    root.forEach(
        value -> {
          if (value instanceof ObjectNode object) {
            objects.add(object);
          }
        });
    return objects;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
