package io.leadloop.oplead.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The JSON Schema of a profile. Each member's {@code title} completes the sentence "it must be …",
 * so that the schema alone knows the accepted values.
 */
final class ProfileSchema {
  private static final int LONGEST_VALUE = 60;

  private final JsonNode json;
  private final Schema schema;

  ProfileSchema(JsonNode json) {
    this.json = json;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(json);
  }

  /** A sentence for each member that is unknown or has a value that it does not accept. */
  List<String> problems(JsonNode profile) {
    return schema.validate(profile).stream()
        .map(error -> sentence(profile, error))
        .distinct()
        .toList();
  }

  private String sentence(JsonNode profile, Error error) {
    List<String> path =
        IntStream.range(0, error.getInstanceLocation().getNameCount())
            .mapToObj(step -> String.valueOf(error.getInstanceLocation().getElement(step)))
            .toList();
    return "additionalProperties".equals(error.getKeyword())
        ? unknown(path, error.getProperty())
        : wrong(profile, path);
  }

  private String unknown(List<String> path, String member) {
    String parent = String.join(".", path);
    return "%s is unknown; %s has %s."
        .formatted(
            parent.isEmpty() ? member : parent + "." + member,
            parent.isEmpty() ? "a profile" : parent,
            names(described(path)));
  }

  private static String names(JsonNode object) {
    return StreamSupport.stream(
            ((Iterable<String>) () -> object.path("properties").fieldNames()).spliterator(), false)
        .collect(Collectors.joining(", "));
  }

  /** That the value at this path is not what its member accepts. */
  String wrong(JsonNode profile, List<String> path) {
    JsonNode value = profile;
    int known = 0;
    for (String step : path) {
      value = value.isArray() ? value.path(Integer.parseInt(step)) : value.path(step);
      known += value.isMissingNode() ? 0 : 1;
    }
    String member = String.join(".", path.subList(0, known));
    return "%s is %s, but it must be %s."
        .formatted(member.isEmpty() ? "the profile" : member, shortened(value), title(path));
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }

  /** Of an element its list's. */
  private String title(List<String> path) {
    String title = json.path("title").textValue();
    for (int length = 1; length <= path.size(); length++) {
      title = described(path.subList(0, length)).path("title").asText(title);
    }
    return title;
  }

  private JsonNode described(List<String> path) {
    JsonNode node = json;
    for (String step : path) {
      JsonNode member = node.path("properties").path(step);
      node = member.isMissingNode() ? node.path("items") : resolved(member);
    }
    return node;
  }

  private JsonNode resolved(JsonNode member) {
    return member.has("$ref") ? json.at(member.get("$ref").textValue().substring(1)) : member;
  }
}
