package io.leadloop.observability;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboard for Grafana, as it is deployed. */
public final class Dashboard {
  private static final Path FILE = Path.of("deploy/observability/leadloop-dashboard.json");
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private Dashboard() {}

  static JsonNode read() {
    try {
      return STRICT.readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it shows, rows between them included. */
  static List<JsonNode> panels() {
    return stream(read().get("panels")).toList();
  }

  /** All that asks for something. */
  static List<JsonNode> questions() {
    return panels().stream().filter(panel -> !panel.get("type").asText().equals("row")).toList();
  }

  /** What its panels ask Prometheus for. */
  public static List<PromQl> expressions() {
    return questions().stream()
        .flatMap(panel -> stream(panel.get("targets")))
        .map(target -> new PromQl(target.get("expr").asText()))
        .toList();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
