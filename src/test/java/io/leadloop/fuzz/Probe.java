package io.leadloop.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A request that is about to be sent.
 *
 * @param target path and query as they go over the wire
 * @param call the documented call that it still is, with whatever is wrong in it
 */
record Probe(
    String method,
    String target,
    MultiMap headers,
    Buffer body,
    boolean chunked,
    Optional<Call> call) {
  private static final int SHOWN = 600;

  @Override
  public String toString() {
    return method
        + " "
        + shortened(target)
        + "\n"
        + shortened(headers.toString())
        + shortened(body.toString(UTF_8));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… " + text.length();
  }
}
