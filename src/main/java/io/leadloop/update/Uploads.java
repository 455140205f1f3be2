package io.leadloop.update;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.LastAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes documents from the body of a request, piece by piece, and so many at a time: each holds a
 * few pieces in memory for as long as its client takes.
 */
@Singleton
class Uploads {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final DocumentPieces pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;
  private final AtomicInteger underWay = new AtomicInteger();

  Uploads(DocumentPieces pieces, DocumentTypes types, DocumentConfig config) {
    this.pieces = pieces;
    this.types = types;
    this.config = config;
  }

  /**
   * Reads a body of {@code multipart/form-data} (RFC 7578) with one part {@code file} and perhaps a
   * part {@code kind}; completes when all pieces are on disk. Fails with the problem to answer.
   */
  Uni<Upload> read(RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (underWay.incrementAndGet() > config.maxUploads()) {
                underWay.decrementAndGet();
                LastAnswer.closes(request);
                return Uni.createFrom().failure(tooMany());
              }
              return reading(request).onTermination().invoke(underWay::decrementAndGet);
            });
  }

  private Uni<Upload> reading(RoutingContext request) {
    return Uni.createFrom()
        .emitter(emitter -> new UploadReading(request, pieces, types, config, emitter).start());
  }

  private static ProblemException tooMany() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "Too many documents arrive at once.", COME_BACK_AFTER);
  }
}
