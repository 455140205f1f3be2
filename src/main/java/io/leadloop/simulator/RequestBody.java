package io.leadloop.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The bytes of a request's body, untouched: a framework's body reader would take a form apart.
 *
 * @param bytes what came, up to {@link #LIMIT}
 * @param tooLarge whether more came than is kept
 * @param broken whether the connection ended before the body did
 */
record RequestBody(Buffer bytes, boolean tooLarge, boolean broken) {

  /** More than any lead needs; it bounds what one request can cost. */
  static final int LIMIT = 1024 * 1024;

  /** Reads to the end of the body. Called before anything else has touched the request. */
  static Future<RequestBody> of(HttpServerRequest request) {
    Promise<RequestBody> read = Promise.promise();
    Buffer bytes = Buffer.buffer();
    boolean[] tooLarge = {false};
    request.handler(chunk -> tooLarge[0] |= !append(bytes, chunk));
    request.exceptionHandler(broken -> read.tryComplete(new RequestBody(bytes, tooLarge[0], true)));
    request.endHandler(end -> read.tryComplete(new RequestBody(bytes, tooLarge[0], false)));
    return read.future();
  }

  private static boolean append(Buffer bytes, Buffer chunk) {
    int room = Math.min(chunk.length(), LIMIT - bytes.length());
    bytes.appendBuffer(chunk, 0, room);
    return room == chunk.length();
  }
}
