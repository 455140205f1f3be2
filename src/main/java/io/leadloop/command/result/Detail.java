package io.leadloop.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An item as lines of a name and a value each; the names of members in members are joined. A list
 * of items is a table below its name.
 */
final class Detail {
  private static final String INDENT = "  ";

  private final List<Line> lines = new ArrayList<>();

  private Detail() {}

  static List<String> lines(JsonNode item) {
    Detail detail = new Detail();
    detail.add("", item);
    int width =
        detail.lines.stream()
            .filter(line -> line.value() != null)
            .mapToInt(line -> line.name().length())
            .max()
            .orElse(0);
    return detail.lines.stream().map(line -> line.text(width)).toList();
  }

  private void add(String name, JsonNode value) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(member -> add(join(name, Text.line(member.getKey())), member.getValue()));
    } else if (value.isArray() && value.valueStream().anyMatch(JsonNode::isObject)) {
      List<JsonNode> items = value.valueStream().toList();
      lines.add(new Line(name, null));
      Table.ofMembers(items).lines(items).forEach(row -> lines.add(new Line(INDENT + row, null)));
    } else {
      lines.add(new Line(name, Text.of(value)));
    }
  }

  private static String join(String name, String member) {
    return name.isEmpty() ? member : name + "." + member;
  }

  /**
   * @param value null where the name stands alone
   */
  private record Line(String name, String value) {
    String text(int width) {
      return value == null ? name : name + " ".repeat(width - name.length() + 2) + value;
    }
  }
}
