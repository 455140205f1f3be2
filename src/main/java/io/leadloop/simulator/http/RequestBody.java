package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request's body. Its bytes are untouched, a framework's body reader would take a form apart;
 * only of a document's form they are not kept, see {@link DocumentBody}.
 *
 * @param bytes what came, up to {@link #LIMIT}; nothing of a document
 * @param file the document, empty where none was to be read
 * @param tooLarge whether more came than is taken
 * @param broken whether the connection ended before the body did
 */
public record RequestBody(
    Buffer bytes, Optional<ReceivedFile> file, boolean tooLarge, boolean broken) {

  /** In bytes. More than any lead needs; it bounds what one request can cost. */
  public static final int LIMIT = 1024 * 1024;

  /** Reads to the end of the body. Called before anything else has touched the request. */
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
