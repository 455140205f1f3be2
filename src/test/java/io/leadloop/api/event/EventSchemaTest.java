package io.leadloop.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import io.leadloop.testing.JsonSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event schema is valid, has descriptions, and matches its examples. */
class EventSchemaTest {
  private static final Path FOLDER = Path.of("src/docs/schemas");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void itIsASchemaOfDraft202012(Path file) {
    String dialect = read(file).get("$schema").asText();
    assertThat(dialect).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    Schema ofSchemas = JsonSchemas.REGISTRY.getSchema(SchemaLocation.of(dialect));
    assertThat(ofSchemas.validate(read(file))).isEmpty();
    assertThat(ofSchemas.validate(((ObjectNode) read(file)).put("type", "text"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void itNamesItsTypeAndExplainsEachMember(Path file) {
    String type = file.getFileName().toString().replaceAll("\\.json$", "");
    JsonNode schema = read(file);
    assertThat(schema.get("title").asText()).isNotBlank();
    assertThat(schema.get("description").asText()).contains(type);
    Stream.of("/properties", "/$defs/status/properties")
        .forEach(
            place ->
                assertThat(schema.at(place))
                    .isNotEmpty()
                    .allSatisfy(m -> assertThat(m.path("description").asText()).isNotBlank()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void itsExamplesAreAsItSays(Path file) {
    assertThat(read(file).get("examples"))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(errors(file, example)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("files")
  void itTakesMembersAndStatusCodesThatItDoesNotKnow(Path file) {
    ObjectNode event = example(file);
    event.put("more", 1);
    event
        .putObject("status")
        .put("code", "not_known_yet")
        .put("label", "Ravi")
        .put("at", "2026-11-24T10:00:00Z")
        .put("more", 1);
    assertThat(errors(file, event)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void itSeesAMemberThatIsMissingOrOfAnotherType(Path file) {
    List<String> required = JSON.convertValue(read(file).get("required"), List.class);
    for (String name : required) {
      assertThat(errors(file, example(file).without(name))).as("without " + name).isNotEmpty();
      assertThat(errors(file, example(file).put(name, true))).as(name + ": true").isNotEmpty();
    }
    assertThat(errors(file, example(file).put("lead_id", "88231"))).isNotEmpty();
    assertThat(errors(file, example(file).put("received_at", "yesterday"))).isNotEmpty();
  }

  private static List<Error> errors(Path file, JsonNode event) {
    return JsonSchemas.REGISTRY.getSchema(read(file)).validate(event);
  }

  private static ObjectNode example(Path file) {
    return (ObjectNode) read(file).at("/examples/0");
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
