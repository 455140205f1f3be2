package io.leadloop.update;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.LastAnswer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * One document on its way in. The body is read no faster than its pieces are stored, and no further
 * than to what is wrong with it. All of it happens on the connection's event loop.
 */
final class UploadReading {
  private static final String FILE = "file";
  private static final String KIND = "kind";

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final DocumentPieces pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;
  private final UniEmitter<? super Upload> emitter;
  private final UpdateId id = UpdateId.next();
  private final MessageDigest sha256 = sha256();
  private final Context loop = Vertx.currentContext();
  private final long timer;
  private HttpServerFileUpload file;
  private String fileName;
  private DocumentType type;
  private Buffer piece = Buffer.buffer();
  private Uni<Void> stored = Uni.createFrom().voidItem();
  private int count;
  private long bytes;
  private boolean ended;

  UploadReading(
      RoutingContext context,
      DocumentPieces pieces,
      DocumentTypes types,
      DocumentConfig config,
      UniEmitter<? super Upload> emitter) {
    this.context = context;
    this.request = context.request();
    this.pieces = pieces;
    this.types = types;
    this.config = config;
    this.emitter = emitter;
    this.timer = context.vertx().setTimer(config.uploadTimeout().toMillis(), late -> tooSlow());
  }

  void start() {
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException noBoundary) {
      refuse(malformed());
      return;
    }
    request.uploadHandler(this::begin);
    request.exceptionHandler(broken -> refuse(malformed()));
    request.endHandler(all -> attempt(this::finish));
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    request.resume();
  }

  private void begin(HttpServerFileUpload part) {
    if (!part.name().equals(FILE) || file != null) {
      refuse(invalid("/" + part.name(), "is not a part that is taken: one file, as 'file'"));
      return;
    }
    file = part;
    fileName = FileName.of(part.filename());
    part.exceptionHandler(broken -> refuse(malformed()));
    part.handler(chunk -> attempt(() -> take(chunk)));
  }

  private void take(Buffer chunk) {
    bytes += chunk.length();
    if (bytes > config.maxBytes()) {
      throw DocumentBodies.tooLarge(config.maxBytes());
    }
    sha256.update(chunk.getBytes());
    piece.appendBuffer(chunk);
    if (piece.length() >= DocumentPieces.LENGTH) {
      store();
    }
  }

  /** Nothing more is read until this piece and those before it are stored. */
  private void store() {
    if (type == null) {
      type = types.recognise(piece.getBytes(), fileName);
    }
    Buffer full = piece;
    int number = count++;
    piece = Buffer.buffer();
    request.pause();
    stored = stored.chain(() -> pieces.add(id, number, full.getBytes())).memoize().indefinitely();
    stored.subscribe().with(done -> onLoop(request::resume), this::failOnLoop);
  }

  private void failOnLoop(Throwable e) {
    onLoop(() -> end(() -> emitter.fail(e)));
  }

  private void onLoop(Runnable step) {
    loop.runOnContext(now -> step.run());
  }

  private void finish() {
    if (file == null || bytes == 0) {
      throw invalid("/file", "is missing or empty");
    }
    DocumentKind kind = kind(request.formAttributes());
    if (piece.length() > 0) {
      store();
    }
    stored
        .subscribe()
        .with(done -> onLoop(() -> end(() -> emitter.complete(upload(kind)))), this::failOnLoop);
  }

  private Upload upload(DocumentKind kind) {
    return new Upload(
        id, kind, type.named(fileName), type.mediaType(fileName), bytes, count, sha256.digest());
  }

  private static DocumentKind kind(MultiMap attributes) {
    for (String name : attributes.names()) {
      if (!name.equals(KIND)) {
        throw invalid("/" + name, "is not known here");
      }
    }
    List<String> kinds = attributes.getAll(KIND);
    if (kinds.isEmpty()) {
      return DocumentKind.OTHER;
    }
    return DocumentKind.ofWireName(kinds.get(0))
        .orElseThrow(() -> invalid("/kind", "must be quote, invoice or other"));
  }

  private void attempt(Runnable step) {
    if (ended) {
      return;
    }
    try {
      step.run();
    } catch (ProblemException problem) {
      refuse(problem);
    }
  }

  private void tooSlow() {
    String detail = "The document did not arrive within %d seconds.";
    refuse(
        new ProblemException(
            ErrorCode.REQUEST_TIMEOUT, detail.formatted(config.uploadTimeout().toSeconds())));
  }

  private void refuse(ProblemException problem) {
    end(
        () -> {
          request.pause();
          LastAnswer.closes(context);
          emitter.fail(problem);
        });
  }

  private void end(Runnable how) {
    if (!ended) {
      ended = true;
      context.vertx().cancelTimer(timer);
      how.run();
    }
  }

  private static ProblemException malformed() {
    return new ProblemException(
        ErrorCode.MALFORMED_BODY, "The body is not multipart/form-data (RFC 7578).");
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_DOCUMENT, List.of(new FieldError(pointer, detail)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
