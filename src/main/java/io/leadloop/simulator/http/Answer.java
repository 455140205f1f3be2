package io.leadloop.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An HTTP response. Its body is JSON unless a fault sets another. Messages never quote the
 * request's body, except for requests that script faults.
 */
public record Answer(int status, Map<String, String> headers, String body) {

  private static final String CONTENT_TYPE = "Content-Type";

  /** Statuses without a body: a client would read one as the next response. */
  private static final Set<Integer> BODILESS = Set.of(204, 304);

  public static Answer of(int status, JsonNode body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), body.toString());
  }

  /** A text response with a matching content type. */
  public static Answer ofText(int status, String text) {
    boolean json = JsonBody.read(Buffer.buffer(text)).isPresent();
    String type = json ? "application/json" : "text/plain; charset=utf-8";
    return new Answer(status, Map.of(CONTENT_TYPE, type), text);
  }

  public static Answer noContent() {
    return new Answer(204, Map.of(), "");
  }

  public static Answer problem(int status, String message) {
    return of(status, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  public static Answer notFound(String what) {
    return problem(404, "no such " + what);
  }

  public static Answer unknownToken() {
    return problem(401, "the token is not known")
        .withHeader("WWW-Authenticate", "Bearer realm=\"oplead\"");
  }

  /** The wait is rounded up to whole seconds, so that a retry is not too early. */
  public static Answer overQuota(Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return problem(429, "too many requests").withHeader("Retry-After", Long.toString(seconds));
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /** Replaces headers of the same names. */
  public Answer withHeaders(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(others);
    return new Answer(status, all, body);
  }

  public void writeTo(HttpServerResponse response) {
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    if (BODILESS.contains(status)) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
