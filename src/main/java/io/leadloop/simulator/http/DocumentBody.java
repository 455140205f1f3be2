package io.leadloop.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Reads the body of a request with a document in a {@link DocumentForm}. Bytes are digested on
 * arrival and not stored. A body that is not a form is also read to its end, but has no file.
 */
public final class DocumentBody {

  /** Maximum bytes of the form; more than the usual document limit of 10 MB. */
  public static final int LIMIT = 12 * 1024 * 1024;

  private final Promise<RequestBody> read = Promise.promise();
  private final Optional<DocumentForm> form;
  private long size;

  private DocumentBody(Optional<DocumentForm> form) {
    this.form = form;
  }

  /** Reads to the end of the body. Must be called before the request is read otherwise. */
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
