package io.leadloop.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.error.ErrorCode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The answer to a probe, and how it breaks the rules that every answer keeps. */
record Answer(Probe probe, int status, MultiMap headers, Buffer body) {
  private static final ApiDescription API = ApiDescription.written();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern INSIDES =
      Pattern.compile(
          "(?i)exception|stack ?trace|\\bat"
              + " [\\w.$]+\\(|\\b(java|jakarta|io\\.\\w+|org|com)\\.\\w+\\.\\w+");
  private static final Set<String> TYPES =
      Stream.of(ErrorCode.values()).map(code -> "/problems/" + code.slug()).collect(toSet());

  boolean isRefusal() {
    return status >= 400;
  }

  /** Defects of the response regardless of the request; empty if there are none. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    complain(complaints, status >= 500, "the gateway failed");
    complain(complaints, !headers.contains("X-Request-Id"), "no X-Request-Id");
    probe
        .call()
        .filter(call -> !call.documents(status))
        .ifPresent(call -> complaints.add(call + " does not document " + status));
    if (isRefusal()) {
      complainOfProblem(complaints);
    }
    probe.call().ifPresent(call -> complaints.addAll(mismatches(call)));
    return complaints;
  }

  /** How a JSON answer differs from its documented schema. */
  private List<String> mismatches(Call call) {
    String type = Objects.toString(headers.get("Content-Type"), "").replaceAll(";.*", "");
    JsonNode schema =
        call.responses()
            .getOrDefault(Integer.toString(status), JSON.missingNode())
            .path("content")
            .path(type)
            .path("schema");
    boolean isJson = type.endsWith("json") && !type.endsWith("ndjson");
    return schema.isMissingNode() || !isJson || probe.method().equals("HEAD")
        ? List.of()
        : API.errors(schema, problem()).stream().map(Object::toString).toList();
  }

  private void complainOfProblem(List<String> complaints) {
    String type = headers.get("Content-Type");
    complain(complaints, !"application/problem+json".equals(type), "Content-Type is " + type);
    if (!probe.method().equals("HEAD")) {
      complain(complaints, INSIDES.matcher(text()).find(), "it shows the gateway's insides");
      JsonNode problem = problem();
      complain(complaints, !TYPES.contains(problem.path("type").asText()), "unknown type");
      complain(complaints, problem.path("status").asInt() != status, "another status");
      complain(complaints, problem.path("title").asText().isBlank(), "no title");
      complain(complaints, problem.path("detail").asText().isBlank(), "no detail");
    }
  }

  private static void complain(List<String> complaints, boolean wrong, String what) {
    if (wrong) {
      complaints.add(what);
    }
  }

  private JsonNode problem() {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  private String text() {
    return body.toString(UTF_8);
  }

  @Override
  public String toString() {
    return probe + "\n→ " + status + "\n" + headers + text();
  }
}
