package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Reads the body of a request that brings a document in a {@link DocumentForm}. The bytes are
 * digested as they come and kept neither in memory nor on disk, so any number of documents may be
 * sent. A body that is not a form is read to its end, too, but has no file.
 */
public final class DocumentBody {

  /** In bytes, of the whole form: more than the 10 MB that a document usually may have. */
  public static final int LIMIT = 12 * 1024 * 1024;

  private final Promise<RequestBody> read = Promise.promise();
  private final Optional<DocumentForm> form;
  private long size;

  private DocumentBody(Optional<DocumentForm> form) {
    this.form = form;
  }

  /** Reads to the end of the body. Called before anything else has touched the request. */
  static Future<RequestBody> of(HttpServerRequest request) {
    DocumentBody body =
        new DocumentBody(DocumentForm.of(request.getHeader(HttpHeaders.CONTENT_TYPE)));
    request.handler(body::take);
    request.exceptionHandler(broken -> body.complete(true));
    request.endHandler(end -> body.complete(false));
    return body.read.future();
  }

  private void take(Buffer chunk) {
    size += chunk.length();
    form.ifPresent(reading -> reading.read(chunk));
  }

  private void complete(boolean broken) {
    Optional<ReceivedFile> file = form.flatMap(DocumentForm::file);
    read.tryComplete(new RequestBody(Buffer.buffer(), file, size > LIMIT, broken));
  }
}
