package io.leadloop.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An item as lines of a name and a value each; the names of members in members are joined. */
final class Detail {
  private final List<String[]> lines = new ArrayList<>();

  private Detail() {}

  static List<String> lines(JsonNode item) {
    Detail detail = new Detail();
    detail.add("", item);
    int width = detail.lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
    return detail.lines.stream()
        .map(line -> line[0] + " ".repeat(width - line[0].length() + 2) + line[1])
        .toList();
  }

  private void add(String name, JsonNode value) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(member -> add(join(name, Text.line(member.getKey())), member.getValue()));
    } else if (value.isArray() && value.valueStream().anyMatch(JsonNode::isObject)) {
      for (int i = 0; i < value.size(); i++) {
        add(name + "[" + i + "]", value.get(i));
      }
    } else {
      lines.add(new String[] {name, Text.of(value)});
    }
  }

  private static String join(String name, String member) {
    return name.isEmpty() ? member : name + "." + member;
  }
}
