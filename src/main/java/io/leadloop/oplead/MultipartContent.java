package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.util.UUID;

/**
 * A document as the only part of {@code multipart/form-data} (RFC 7578), with a known length. Each
 * piece is read after the previous one was written, so one is in memory at a time; the client's own
 * forms need a file or the whole content.
 */
final class MultipartContent implements RequestContent {
  private final OpleadDocument document;
  private final String boundary = "leadloop-" + UUID.randomUUID();
  private final Buffer before;
  private final Buffer after;

  MultipartContent(String partName, OpleadDocument document) {
    this.document = document;
    this.before =
        Buffer.buffer(
            """
            --%s\r
            Content-Disposition: form-data; name="%s"; filename="%s"\r
            Content-Type: %s\r
            \r
            """
                .formatted(boundary, partName, document.fileName(), document.mediaType())
                .getBytes(UTF_8));
    this.after = Buffer.buffer("\r\n--" + boundary + "--\r\n");
  }

  @Override
  public Future<Void> writeTo(HttpClientRequest request) {
    request
        .putHeader(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + boundary)
        .putHeader(
            HttpHeaders.CONTENT_LENGTH,
            Long.toString(before.length() + document.bytes() + after.length()));
    return request.write(before).compose(begun -> writePieces(request, 0));
  }

  private Future<Void> writePieces(HttpClientRequest request, int number) {
    if (number == document.pieces()) {
      return request.end(after);
    }
    return piece(number)
        .compose(bytes -> request.write(Buffer.buffer(bytes)))
        .compose(written -> writePieces(request, number + 1));
  }

  private Future<byte[]> piece(int number) {
    Context context = Vertx.currentContext();
    return Future.fromCompletionStage(
        document.piece().apply(number).subscribeAsCompletionStage(), context);
  }
}
