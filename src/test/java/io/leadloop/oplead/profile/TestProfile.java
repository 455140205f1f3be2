package io.leadloop.oplead.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles that differ from the bundled one in a few members. */
public final class TestProfile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private TestProfile() {}

  /**
   * @param membersAndValues dotted names and YAML in turn: {@code "answers.statuses.unknown",
   *     "[502]"}
   */
  public static OpleadProfile with(String... membersAndValues) {
    return new ProfileReader().corrected(yaml(membersAndValues));
  }

  /** A file for {@code leadloop.oplead.profile}; it goes with the process. */
  public static Path file(String... membersAndValues) {
    try {
      Path file = Files.createTempFile("oplead-profile", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, yaml(membersAndValues));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is a member of a profile, and no setting. */
  public static boolean isMember(String name) {
    return name.matches("(?:wire|answers|callbacks)\\..*");
  }

  private static String yaml(String... membersAndValues) {
    try {
      ObjectNode root = YAML.createObjectNode();
      for (int i = 0; i < membersAndValues.length; i += 2) {
        put(root, membersAndValues[i], YAML.readTree(membersAndValues[i + 1]));
      }
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void put(ObjectNode root, String member, JsonNode value) {
    ObjectNode parent = root;
    String name = member;
    while (name.indexOf('.') > 0) {
      parent = parent.withObjectProperty(name.substring(0, name.indexOf('.')));
      name = name.substring(name.indexOf('.') + 1);
    }
    parent.set(name, value);
  }
}
