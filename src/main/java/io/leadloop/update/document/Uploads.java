package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.http.body.CallerLimit;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderId;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
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

  /**
   * Refuses a file that is no document, as {@link #read} does.
   *
   * @throws ProblemException {@code unsupported-media-type}, {@code invalid-document} or {@code
   *     body-too-large}
   */
  public void requireDocument(String fileName, byte[] bytes) {
    if (bytes.length > config.maxBytes()) {
      throw UploadReading.tooLarge(config.maxBytes());
    }
    types.recognise(start(bytes), FileName.of(fileName));
  }

  /** Stores a file that is in memory; completes when all of its pieces are on disk. */
  public Uni<Upload> keep(String fileName, byte[] bytes) {
    String name = FileName.of(fileName);
    DocumentType type = types.recognise(start(bytes), name);
    UpdateId id = UpdateId.next();
    int count = (bytes.length + DocumentChunks.LENGTH - 1) / DocumentChunks.LENGTH;
    Uni<Void> stored = Uni.createFrom().voidItem();
    for (int i = 0; i < count; i++) {
      int number = i;
      byte[] piece =
          Arrays.copyOfRange(
              bytes,
              i * DocumentChunks.LENGTH,
              Math.min(bytes.length, (i + 1) * DocumentChunks.LENGTH));
      stored = stored.chain(() -> pieces.add(id, number, piece));
    }
    return stored.replaceWith(
        new Upload(
            id,
            DocumentKind.OTHER,
            type.named(name),
            type.mediaType(name),
            bytes.length,
            count,
            UploadReading.sha256().digest(bytes)));
  }

  /** As much as a type is recognised by. */
  private static byte[] start(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, DocumentChunks.LENGTH));
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
