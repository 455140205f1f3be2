package io.leadloop.command.result;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns in which a list is shown, and what of each item is in them. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /**
   * @param columns each a member's path such as {@code lane.state}, with {@code title=} before it
   *     where the title is not its last name; of several paths with {@code |} between them, the
   *     first that an item has
   */
  public static Table of(String... columns) {
    return new Table(Arrays.stream(columns).map(Column::of).toList());
  }

  /** A column for each member that one of the items has. */
  static Table ofMembers(List<JsonNode> items) {
    return new Table(
        items.stream()
            .flatMap(item -> item.properties().stream())
            .map(Map.Entry::getKey)
            .distinct()
            .map(Column::ofMember)
            .toList());
  }

  /** The lines of a table of these items, the titles first. */
  List<String> lines(List<JsonNode> items) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::title).toList());
    items.forEach(item -> rows.add(columns.stream().map(c -> Text.of(c.value(item))).toList()));
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private record Column(String title, List<JsonPointer> pointers) {
    static Column of(String text) {
      String paths = text.substring(text.indexOf('=') + 1);
      String name =
          text.contains("=")
              ? text.substring(0, text.indexOf('='))
              : paths.substring(paths.lastIndexOf('.') + 1);
      return new Column(
          title(name),
          Arrays.stream(paths.split("\\|"))
              .map(path -> JsonPointer.compile("/" + path.replace('.', '/')))
              .toList());
    }

    static Column ofMember(String name) {
      return new Column(title(name), List.of(JsonPointer.empty().appendProperty(name)));
    }

    private static String title(String name) {
      return Text.line(name).replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    JsonNode value(JsonNode item) {
      return pointers.stream()
          .map(item::at)
          .filter(value -> !value.isMissingNode() && !value.isNull())
          .findFirst()
          .orElse(null);
    }
  }
}
