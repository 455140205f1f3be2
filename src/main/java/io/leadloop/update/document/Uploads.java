package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.CallerLimit;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes documents from the body of a request, piece by piece, and so many at a time: each holds a
 * few pieces in memory for as long as its client takes. One provider has a part of the places, so
 * that uploads that trickle in do not keep the others' out.
 */
@Singleton
public class Uploads {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  /** What stands around a document in its multipart body, at most. */
  private static final long FRAME_BYTES = 64 * 1024;

  /** The piece that fills, and one that is being stored. */
  private static final long HELD_BYTES = 2 * DocumentChunks.LENGTH;

  private final DocumentChunks pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;
  private final BodyBudget budget;
  private final AtomicInteger open = new AtomicInteger();
  private final CallerLimit<ProviderId> openOf;

  Uploads(DocumentChunks pieces, DocumentTypes types, DocumentConfig config, BodyBudget budget) {
    this.pieces = pieces;
    this.types = types;
    this.config = config;
    this.budget = budget;
    this.openOf = new CallerLimit<>(config.maxUploadsPerProvider());
  }

  /**
   * Reads a body of {@code multipart/form-data} (RFC 7578) with one part {@code file} and perhaps a
   * part {@code kind}; completes when all pieces are on disk. Fails with the problem to answer.
   */
  public Uni<Upload> read(Provider provider, RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (AnnouncedBody.isLongerThan(config.maxBytes() + FRAME_BYTES, request.request())) {
                throw UploadReading.tooLarge(config.maxBytes());
              }
              begin(provider.id());
              return reading(request).onTermination().invoke(() -> end(provider.id()));
            });
  }

  private Uni<Upload> reading(RoutingContext request) {
    return Uni.createFrom()
        .<Upload>deferred(
            () -> {
              HeldMemory memory = budget.open(request);
              memory.take(HELD_BYTES);
              return Uni.createFrom()
                  .<Upload>emitter(
                      emitter -> new UploadReading(request, pieces, types, config, emitter).start())
                  .onTermination()
                  .invoke(memory::close);
            });
  }

  private void begin(ProviderId provider) {
    if (!openOf.enter(provider)) {
      throw passing(
          ErrorCode.RATE_LIMITED,
          "You send %d documents at once already.",
          config.maxUploadsPerProvider());
    }
    if (open.incrementAndGet() > config.maxUploads()) {
      end(provider);
      throw passing(
          ErrorCode.STORE_UNAVAILABLE, "%d documents arrive at once already.", config.maxUploads());
    }
  }

  private void end(ProviderId provider) {
    open.decrementAndGet();
    openOf.leave(provider);
  }

  private static ProblemException passing(ErrorCode code, String detail, int count) {
    return ProblemException.passing(code, detail.formatted(count), COME_BACK_AFTER);
  }
}
