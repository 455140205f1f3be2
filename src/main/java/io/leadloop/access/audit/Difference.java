package io.leadloop.access.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What an entry of the audit changed, value by value. */
public final class Difference {
  private static final JsonMapper JSON = new JsonMapper();

  /** Changes with every entry. */
  private static final Set<String> UNIMPORTANT = Set.of("updated_at");

  private static final int LONGEST = 300;

  private Difference() {}

  /** The values that differ, in the order of the entry; empty if the entry holds none. */
  public static List<Change> of(AuditEntry entry) {
    Map<String, String> before = values(entry.before());
    Map<String, String> after = values(entry.after());
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      if (!UNIMPORTANT.contains(name) && !Objects.equals(before.get(name), after.get(name))) {
        changes.add(new Change(name, shortened(before.get(name)), shortened(after.get(name))));
      }
    }
    return changes;
  }

  private static Map<String, String> values(Optional<String> view) {
    Map<String, String> values = new LinkedHashMap<>();
    view.ifPresent(text -> add(values, "", read(text)));
    return values;
  }

  private static void add(Map<String, String> values, String name, JsonNode value) {
    if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(
              member ->
                  add(
                      values,
                      name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                      member.getValue()));
    } else if (!value.isNull() && !value.isMissingNode()) {
      values.put(name, text(value));
    }
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(Difference::text)
            .collect(Collectors.joining(", "))
        : value.isValueNode() ? value.asText() : value.toString();
  }

  private static String shortened(String text) {
    return text != null && text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static JsonNode read(String view) {
    try {
      return JSON.readTree(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the audit is not JSON", e);
    }
  }

  /**
   * One value.
   *
   * @param field its name, with a dot between the names of objects in each other
   * @param before null if it did not exist
   * @param after null if it no longer exists
   */
  public record Change(String field, String before, String after) {}
}
