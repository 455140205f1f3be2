package io.leadloop.oplead;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;

/** The body of a request. */
interface RequestContent {
  RequestContent NONE = of(Buffer.buffer());

  /**
   * Writes the body and ends the request; succeeds when all of it was sent. If it fails, the
   * request has not ended.
   */
  Future<Void> writeTo(HttpClientRequest request);

  static RequestContent of(Buffer bytes) {
    return request -> request.end(bytes);
  }
}
