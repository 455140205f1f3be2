package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request's raw body; a framework's body reader would parse forms. The bytes of documents are not
 * kept, see {@link DocumentBody}.
 *
 * @param bytes the received bytes up to {@link #LIMIT}; empty for a document
 * @param file the document, if any
 * @param tooLarge whether the body exceeded the limit
 * @param broken whether the connection ended before the body did
 */
public record RequestBody(
    Buffer bytes, Optional<ReceivedFile> file, boolean tooLarge, boolean broken) {

  /** Maximum bytes; far more than any lead needs. */
  public static final int LIMIT = 1024 * 1024;

  /** Reads to the end of the body. Must be called before the request is read otherwise. */
  public static Future<RequestBody> of(HttpServerRequest request) {
    Promise<RequestBody> read = Promise.promise();
    Buffer bytes = Buffer.buffer();
    boolean[] tooLarge = {false};
    request.handler(chunk -> tooLarge[0] |= !append(bytes, chunk));
    request.exceptionHandler(broken -> read.tryComplete(plain(bytes, tooLarge[0], true)));
    request.endHandler(end -> read.tryComplete(plain(bytes, tooLarge[0], false)));
    return read.future();
  }

  private static RequestBody plain(Buffer bytes, boolean tooLarge, boolean broken) {
    return new RequestBody(bytes, Optional.empty(), tooLarge, broken);
  }

  private static boolean append(Buffer bytes, Buffer chunk) {
    int room = Math.min(chunk.length(), LIMIT - bytes.length());
    bytes.appendBuffer(chunk, 0, room);
    return room == chunk.length();
  }
}
