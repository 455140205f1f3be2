package io.leadloop.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;

/** One HTTP answer, always with a JSON body. No message repeats anything of the request's body. */
record Answer(int status, Map<String, String> headers, JsonNode body) {

  static Answer of(int status, JsonNode body) {
    return new Answer(status, Map.of(), body);
  }

  static Answer problem(int status, String message) {
    return of(status, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  static Answer unknownToken() {
    return problem(401, "the token is not known")
        .withHeader("WWW-Authenticate", "Bearer realm=\"oplead\"");
  }

  /** The wait is rounded up to whole seconds: who comes back then is not too early. */
  static Answer overQuota(Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return problem(429, "too many requests").withHeader("Retry-After", Long.toString(seconds));
  }

  private Answer withHeader(String name, String value) {
    return new Answer(status, Map.of(name, value), body);
  }

  void writeTo(HttpServerResponse response) {
    response.setStatusCode(status).putHeader("Content-Type", "application/json");
    headers.forEach(response::putHeader);
    response.end(body.toString());
  }
}
