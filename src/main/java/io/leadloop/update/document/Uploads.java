package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
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
 * Takes documents from the body of a request, piece by piece, and a limited number at a time: each
 * holds a few pieces in memory for as long as its client takes. One provider has a part of the
 * places, so that slow uploads of one do not keep out those of others.
 */
@Singleton
public class Uploads {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  /** What stands around a document in its multipart body, at most. */
  private static final long FRAME_BYTES = 64 * 1024;

  private final DocumentChunks pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;
  private final HttpConfig http;
  private final BodyBudget budget;
  private final AtomicInteger open = new AtomicInteger();
  private final CallerLimit<ProviderId> openOf;

  Uploads(
      DocumentChunks pieces,
      DocumentTypes types,
      DocumentConfig config,
      HttpConfig http,
      BodyBudget budget) {
    this.pieces = pieces;
    this.types = types;
    this.config = config;
    this.http = http;
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
              requireShort(config.maxBytes() + FRAME_BYTES, request);
              begin(provider.id());
              return document(request).onTermination().invoke(() -> end(provider.id()));
            });
  }

  private Uni<Upload> document(RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              HeldMemory memory = budget.open(request);
              memory.take(UploadReading.STREAMED_BYTES);
              UploadLimits limits = UploadLimits.ofDocument(config.uploadTimeout());
              return receive(request, limits, new DocumentGate())
                  .chain(Uploads::store)
                  .onTermination()
                  .invoke(memory::close);
            });
  }

  private static Uni<Upload> store(ReceivedForm form) {
    ReceivedFile file = DocumentGate.file(form);
    return Uni.createFrom()
        .deferred(() -> file.store(DocumentGate.kind(form.fields())))
        .onFailure()
        .call(file::discard);
  }

  /**
   * Reads a body of {@code multipart/form-data} with fields and perhaps a file. Up to {@code
   * leadloop.http.max-body-bytes} it is held in memory; in a longer one, the file is stored as it
   * arrives if the gate admits it. Fails with the problem to answer, and then nothing of it stays.
   */
  public Uni<ReceivedForm> receive(RoutingContext request, UploadGate gate) {
    return Uni.createFrom()
        .deferred(
            () -> {
              requireShort(config.maxBytes() + http.maxBodyBytes(), request);
              return receive(
                  request, UploadLimits.ofForm(http.maxBodyBytes(), http.bodyTimeout()), gate);
            });
  }

  private Uni<ReceivedForm> receive(RoutingContext request, UploadLimits limits, UploadGate gate) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                new UploadReading(
                        request, limits, gate, this::file, config.uploadTimeout(), emitter)
                    .start());
  }

  private ReceivedFile file(String part, String name) {
    return new ReceivedFile(part, name, pieces, types, config.maxBytes());
  }

  private void requireShort(long maxBytes, RoutingContext request) {
    if (AnnouncedBody.isLongerThan(maxBytes, request.request())) {
      throw ReceivedFile.tooLarge(config.maxBytes());
    }
  }

  /**
   * Takes one of the provider's places until the request ends.
   *
   * @throws ProblemException {@code rate-limited} or {@code store-unavailable}
   */
  public void enter(Provider provider, RoutingContext request) {
    begin(provider.id());
    request.addEndHandler(done -> end(provider.id()));
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
