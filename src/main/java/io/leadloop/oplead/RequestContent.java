package io.leadloop.oplead;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;

/** The body of a request: how it is written. */
interface RequestContent {
  RequestContent NONE = of(Buffer.buffer());

  /**
   * Writes all of it and ends the request; succeeds when the whole of it had left. Where it fails
   * the request has not ended.
   */
  Future<Void> writeTo(HttpClientRequest request);

  static RequestContent of(Buffer bytes) {
    return request -> request.end(bytes);
  }
}
