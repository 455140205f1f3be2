package io.leadloop.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No change of an event schema breaks consumers of the released one, and the check detects each
 * kind of breakage. A release copies {@code src/docs/schemas} to {@code
 * src/test/resources/contract/released}; nothing else changes a file there.
 */
class SchemaCompatibilityTest {
  private static final Path RELEASED = Path.of("src/test/resources/contract/released");
  private static final Path PRESENT = Path.of("src/docs/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCHEMA =
      """
      {
        "type": "object",
        "required": ["id", "status"],
        "properties": {
          "id": { "type": "string", "format": "uuid" },
          "note": { "type": ["string", "null"] },
          "state": { "type": "string", "enum": ["a", "b"] },
          "kind": { "const": "k" },
          "status": { "anyOf": [{ "$ref": "#/$defs/status" }, { "type": "null" }] },
          "tags": { "type": "array", "items": { "type": "string" } }
        },
        "$defs": {
          "status": {
            "type": "object",
            "required": ["code"],
            "properties": { "code": { "type": "string" }, "label": { "type": "string" } }
          }
        }
      }
      """;

  @ParameterizedTest
  @MethodSource("released")
  void theSchemaStillServesThoseWhoReadByTheReleasedOne(String name) {
    assertThat(SchemaCompatibility.breakages(read(RELEASED, name), read(PRESENT, name))).isEmpty();
  }

  @Test
  void everyReleasedSchemaIsStillThere() {
    Set<String> present = names(PRESENT).collect(toSet());
    assertThat(released()).isNotEmpty().allMatch(present::contains);
  }

  @ParameterizedTest
  @MethodSource("breakages")
  void aBreakageIsSeen(String expected, Consumer<ObjectNode> change) {
    assertThat(breakagesBy(change)).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("additions")
  void anAdditionBreaksNothing(String what, Consumer<ObjectNode> change) {
    assertThat(breakagesBy(change)).as(what).isEmpty();
  }

  static Stream<Arguments> breakages() {
    return Stream.of(
        change("/note: is gone", s -> properties(s).remove("note")),
        change("/status/label: is gone", s -> status(s).withObject("properties").remove("label")),
        change(
            "/note: type was [null, string], is [string]",
            s -> property(s, "note").put("type", "string")),
        change(
            "/id: type was [string], is [null, string]",
            s -> property(s, "id").putArray("type").add("string").add("null")),
        change(
            "/status: type was [null, object], is [object]",
            s -> property(s, "status").withArray("anyOf").remove(1)),
        change(
            "/status/code: type was [string], is [integer]",
            s -> status(s).withObject("properties").putObject("code").put("type", "integer")),
        change(
            "/tags/[]: type was [string], is [number]",
            s -> property(s, "tags").putObject("items").put("type", "number")),
        change("/id: format was [uuid], is []", s -> property(s, "id").remove("format")),
        change("/id: is optional now", s -> s.putArray("required").add("status")),
        change("/status/code: is optional now", s -> status(s).remove("required")),
        change("/note: values was [], is [x]", s -> property(s, "note").putArray("enum").add("x")),
        change(
            "/state: values was [a, b], is [a]",
            s -> property(s, "state").withArray("enum").remove(1)),
        change(
            "/state: values was [a, b], is [a, b, c]",
            s -> property(s, "state").withArray("enum").add("c")),
        change("/state: values was [a, b], is []", s -> property(s, "state").remove("enum")),
        change("/kind: values was [k], is [l]", s -> property(s, "kind").put("const", "l")),
        change(": takes no new members now", s -> s.put("additionalProperties", false)));
  }

  static Stream<Arguments> additions() {
    return Stream.of(
        change("nothing", s -> {}),
        change("a member", s -> properties(s).putObject("more").put("type", "number")),
        change("a member of a member", s -> status(s).withObject("properties").putObject("more")),
        change(
            "a member with a list of values",
            s -> properties(s).putObject("more").putArray("enum").add("x")),
        change("a member that is always there", s -> s.withArray("required").add("note")),
        change("words", s -> property(s, "id").put("description", "what it is")),
        change("an example", s -> property(s, "id").putArray("examples").add("x")));
  }

  static Stream<String> released() {
    return names(RELEASED);
  }

  private static List<String> breakagesBy(Consumer<ObjectNode> change) {
    ObjectNode changed = parse(SCHEMA).deepCopy();
    change.accept(changed);
    return SchemaCompatibility.breakages(parse(SCHEMA), changed);
  }

  private static Arguments change(String expected, Consumer<ObjectNode> change) {
    return Arguments.of(expected, change);
  }

  private static ObjectNode properties(ObjectNode schema) {
    return schema.withObject("properties");
  }

  private static ObjectNode property(ObjectNode schema, String name) {
    return properties(schema).withObject(name);
  }

  private static ObjectNode status(ObjectNode schema) {
    return schema.withObject("$defs").withObject("status");
  }

  private static JsonNode read(Path folder, String name) {
    try {
      return parse(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
