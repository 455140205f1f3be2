package io.leadloop.update;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Takes documents from the body of a request, piece by piece. */
@Singleton
class Uploads {
  private final DocumentPieces pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;

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
        .emitter(emitter -> new UploadReading(request, pieces, types, config, emitter).start());
  }
}
