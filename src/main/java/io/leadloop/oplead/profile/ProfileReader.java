package io.leadloop.oplead.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Reads profiles. A file holds what differs from the bundled profile: objects are merged member by
 * member, every other value replaces the bundled one.
 */
public final class ProfileReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule(), pointers())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /** The profile of a gateway without a file. */
  public OpleadProfile bundled() {
    return bound(resource("/oplead/profile.yaml"));
  }

  /**
   * The bundled profile, corrected by this text of YAML.
   *
   * @throws InvalidProfileException when it is not a profile
   */
  public OpleadProfile corrected(String yaml) {
    JsonNode differing = parsed(yaml);
    List<String> problems = schema().problems(differing);
    if (!problems.isEmpty()) {
      throw new InvalidProfileException(problems);
    }
    OpleadProfile profile = bound(merged(resource("/oplead/profile.yaml"), differing));
    if (!TokenHeader.Check.isUsable(profile.wire().token().header())) {
      throw wrong(differing, List.of("wire", "token", "header"));
    }
    return profile;
  }

  /** Nothing but comments is a profile that differs in nothing. */
  private static JsonNode parsed(String yaml) {
    try {
      JsonNode read = YAML.readTree(yaml);
      return read.isMissingNode() || read.isNull() ? YAML.createObjectNode() : read;
    } catch (JsonProcessingException e) {
      throw new InvalidProfileException(
          "the file is not YAML, or names a member twice: %s (line %d)."
              .formatted(
                  e.getOriginalMessage().lines().findFirst().orElse(""),
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    }
  }

  private static JsonNode merged(JsonNode bundled, JsonNode differing) {
    if (!(bundled instanceof ObjectNode merged) || !differing.isObject()) {
      return differing;
    }
    for (Map.Entry<String, JsonNode> member : differing.properties()) {
      merged.set(member.getKey(), merged(merged.path(member.getKey()), member.getValue()));
    }
    return merged;
  }

  private OpleadProfile bound(JsonNode whole) {
    try {
      return YAML.treeToValue(whole, OpleadProfile.class);
    } catch (JsonMappingException e) {
      throw wrong(
          whole, e.getPath().stream().map(JsonMappingException.Reference::getFieldName).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is read without parsing", e);
    }
  }

  private InvalidProfileException wrong(JsonNode profile, List<String> path) {
    return new InvalidProfileException(schema().wrong(profile, path));
  }

  /** Read for a file only: most gateways have none, and it is longer than the profile. */
  private static ProfileSchema schema() {
    return new ProfileSchema(resource("/oplead/profile.schema.json"));
  }

  private static JsonNode resource(String name) {
    try (InputStream resource = ProfileReader.class.getResourceAsStream(name)) {
      return YAML.readTree(new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is part of the package", e);
    }
  }

  private static SimpleModule pointers() {
    return new SimpleModule()
        .addDeserializer(
            JsonPointer.class,
            new StdDeserializer<JsonPointer>(JsonPointer.class) {
              private static final long serialVersionUID = 1L;

              @Override
              public JsonPointer deserialize(JsonParser parser, DeserializationContext context)
                  throws IOException {
                return JsonPointer.compile(parser.getText());
              }
            });
  }
}
