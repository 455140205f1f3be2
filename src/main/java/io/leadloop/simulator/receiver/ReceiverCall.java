package io.leadloop.simulator.receiver;

import io.leadloop.simulator.http.RequestBody;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request to read or to script a receiver.
 *
 * @param part the path after the name, without a slash at its beginning
 */
record ReceiverCall(HttpServerRequest request, String name, String part, RequestBody body) {

  String verb() {
    return request.method().name();
  }

  /** Whether the caller is a browser. */
  boolean wantsPage() {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
