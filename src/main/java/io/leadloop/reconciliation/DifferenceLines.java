package io.leadloop.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.ProblemMappers;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the answer of one reconciliation as lines of JSON, without the last line feed. */
final class DifferenceLines {
  private final ObjectMapper json;
  private final ProblemMappers problems;
  private final RoutingContext request;

  DifferenceLines(ObjectMapper json, ProblemMappers problems, RoutingContext request) {
    this.json = json;
    this.problems = problems;
    this.request = request;
  }

  byte[] write(List<Difference> differences) {
    return differences.stream()
        .map(this::line)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] write(Summary summary) {
    return line(Map.of("summary", summary)).getBytes(StandardCharsets.UTF_8);
  }

  /** Instead of the summary, after which nothing more follows. */
  byte[] write(Throwable endedBy) {
    return line(Map.of("problem", problems.describe(endedBy, request)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String line(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a difference can be serialized", e);
    }
  }
}
