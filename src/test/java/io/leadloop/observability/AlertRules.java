package io.leadloop.observability;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The alerts for Prometheus, as they are deployed. */
public final class AlertRules {
  private static final Path FILE = Path.of("deploy/observability/leadloop-rules.yaml");
  private static final ObjectMapper STRICT =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private AlertRules() {}

  static List<Alert> alerts() {
    return Dashboard.stream(read().get("groups"))
        .flatMap(group -> Dashboard.stream(group.get("rules")))
        .map(Alert::of)
        .toList();
  }

  /** When they are raised. */
  public static List<PromQl> expressions() {
    return alerts().stream().map(Alert::expression).toList();
  }

  private static JsonNode read() {
    try {
      return STRICT.readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One alert; a text that it does not have is empty. */
  record Alert(
      String name,
      PromQl expression,
      String severity,
      String summary,
      String description,
      String runbook) {
    private static Alert of(JsonNode rule) {
      JsonNode annotations = rule.path("annotations");
      return new Alert(
          rule.path("alert").asText(),
          new PromQl(rule.path("expr").asText()),
          rule.path("labels").path("severity").asText(),
          annotations.path("summary").asText(),
          annotations.path("description").asText(),
          annotations.path("runbook_url").asText());
    }
  }
}
