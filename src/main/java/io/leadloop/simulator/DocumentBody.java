package io.leadloop.simulator;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Reads the body of a request that brings a document: a form, of which the first file in the part
 * named {@code file} counts. The bytes are digested as they come and kept neither in memory nor on
 * disk, so any number of documents may be sent.
 */
final class DocumentBody {

  /** In bytes, of the whole form: more than the 10 MB that a document usually may have. */
  static final int LIMIT = 12 * 1024 * 1024;

  private static final String PART = "file";

  private final Promise<RequestBody> read = Promise.promise();
  private FileDigest part;
  private long size;
  private boolean unreadable;

  private DocumentBody() {}

  /** Reads to the end of the body. Called before anything else has touched the request. */
  static Future<RequestBody> of(HttpServerRequest request) {
    DocumentBody body = new DocumentBody();
    body.expectForm(request);
    request.handler(chunk -> body.size += chunk.length());
    request.exceptionHandler(body::fail);
    request.endHandler(end -> body.complete(false));
    return body.read.future();
  }

  /** Anything but a form that can be read is read to its end like one, but has no file. */
  private void expectForm(HttpServerRequest request) {
    try {
      request.setExpectMultipart(true);
      request.uploadHandler(this::take);
    } catch (IllegalStateException | DecoderException notAForm) {
      unreadable = true;
    }
  }

  private void take(HttpServerFileUpload upload) {
    if (part == null && upload.name().equals(PART)) {
      part = new FileDigest(upload);
    } else {
      upload.handler(passed -> {});
    }
  }

  private void fail(Throwable failure) {
    if (failure instanceof DecoderException) {
      unreadable = true;
    } else {
      complete(true);
    }
  }

  private void complete(boolean broken) {
    read.tryComplete(new RequestBody(Buffer.buffer(), file(), size > LIMIT, broken));
  }

  private Optional<ReceivedFile> file() {
    return Optional.ofNullable(part).filter(any -> !unreadable).flatMap(FileDigest::file);
  }
}
