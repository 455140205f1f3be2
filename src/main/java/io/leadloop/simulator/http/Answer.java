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
 * One HTTP answer. Its body is JSON, unless a fault was given another. No message repeats anything
 * of the request's body, but those to whoever scripts faults.
 */
public record Answer(int status, Map<String, String> headers, String body) {

  private static final String CONTENT_TYPE = "Content-Type";

  /** Statuses after which no client reads a body: it would take one for the next answer. */
  private static final Set<Integer> BODILESS = Set.of(204, 304);

  public static Answer of(int status, JsonNode body) {
    return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), body.toString());
  }

  /** Any text, declared as what it is. */
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

  /** The wait is rounded up to whole seconds: who comes back then is not too early. */
  public static Answer overQuota(Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return problem(429, "too many requests").withHeader("Retry-After", Long.toString(seconds));
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /** The same with these headers, whatever it had under their names. */
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
