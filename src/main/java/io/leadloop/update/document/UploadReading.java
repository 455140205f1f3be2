package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One form with at most one file on its way in. It is held in memory up to a limit; beyond it the
 * file is stored in pieces, and the body is read no faster than they are stored. The body is read
 * no further than to its first error, and nothing stays of a file that is refused. All of it
 * happens on the connection's event loop.
 */
final class UploadReading implements UploadForm.Receiver {
  /** Overhead of a chunk with fields, which dominates for bodies sent byte by byte. */
  private static final int CHUNK_OVERHEAD = 256;

  /** Overhead of a part of the form. */
  private static final int PART_OVERHEAD = 256;

  /** The piece that fills, and one that is being stored. */
  static final long STREAMED_BYTES = 2 * DocumentChunks.LENGTH;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final UploadLimits limits;
  private final UploadGate gate;
  private final BiFunction<String, String, ReceivedFile> files;
  private final Duration documentTimeout;
  private final UniEmitter<? super ReceivedForm> emitter;
  private final Context loop = Vertx.currentContext();
  private UploadForm form;
  private String begun;
  private Supplier<ReceivedFile> create;
  private ReceivedFile file;
  private Optional<Uni<Void>> admission = Optional.empty();
  private Duration timeout;
  private long timer;
  private long length;
  private long chunks;
  private long parts;
  private boolean streamed;
  private boolean busy;
  private boolean paused;
  private boolean arrived;
  private boolean ended;
  private Runnable onceIdle;

  /**
   * @param files creates a file of a part and a name
   * @param documentTimeout once the file is stored as it arrives
   */
  UploadReading(
      RoutingContext context,
      UploadLimits limits,
      UploadGate gate,
      BiFunction<String, String, ReceivedFile> files,
      Duration documentTimeout,
      UniEmitter<? super ReceivedForm> emitter) {
    this.context = context;
    this.request = context.request();
    this.limits = limits;
    this.gate = gate;
    this.files = files;
    this.documentTimeout = documentTimeout;
    this.emitter = emitter;
  }

  void start() {
    expectWithin(limits.timeout());
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (attempt(() -> form = new UploadForm(type, limits, this))) {
      request.handler(chunk -> attempt(() -> read(chunk)));
      request.exceptionHandler(broken -> refuse(malformed()));
      request.endHandler(all -> arrive());
      AnnouncedBody.invite(context);
      request.resume();
    }
  }

  private void expectWithin(Duration time) {
    context.vertx().cancelTimer(timer);
    timeout = time;
    timer = context.vertx().setTimer(time.toMillis(), late -> refuse(tooSlow()));
  }

  private void read(Buffer chunk) {
    long before = fieldBytes();
    length += chunk.length();
    form.read(chunk);
    if (fieldBytes() > before) {
      chunks++;
    }
    Optional<Uni<Void>> admitted = admission;
    admission = Optional.empty();
    admitted.ifPresentOrElse(work -> await(work, this::keep), this::keep);
  }

  @Override
  public void begin(String part, Supplier<String> name) {
    parts++;
    Optional<Uni<Void>> next = gate.begin(part, form::fields);
    admission =
        next.map(work -> admission.map(first -> first.chain(() -> work)).orElse(work))
            .or(() -> admission);
    begun = part;
    create = () -> files.apply(part, name.get());
  }

  @Override
  public void take(ByteBuf bytes) {
    if (bytes.isReadable()) {
      if (create != null && file != null) {
        throw DocumentGate.invalid(begun, "is a second file; one is taken");
      } else if (create != null) {
        file = create.get();
        create = null;
      }
      file.take(bytes);
    }
  }

  @Override
  public void field() {
    parts++;
  }

  /** Keeps what was read, in memory or in the store, and reads on. */
  private void keep() {
    if (fieldBytes() > limits.fieldBytes()) {
      throw AnnouncedBody.tooLarge(limits.fieldBytes());
    } else if (!streamed && length > limits.heldBytes()) {
      gate.outgrow();
      stream();
    }
    gate.hold(heldBytes());
    if (streamed && file != null && file.hasPiece()) {
      await(file.storePieces(), this::readOn);
    } else {
      readOn();
    }
  }

  private void readOn() {
    if (paused) {
      paused = false;
      request.resume();
    }
  }

  private void stream() {
    streamed = true;
    if (documentTimeout.compareTo(timeout) > 0) {
      expectWithin(documentTimeout);
    }
  }

  /** All that was decoded and is not the file. */
  private long fieldBytes() {
    return length - form.waitingBytes() - (file == null ? 0 : file.bytes());
  }

  private long heldBytes() {
    long fields =
        fieldBytes() + form.waitingBytes() + chunks * CHUNK_OVERHEAD + parts * PART_OVERHEAD;
    if (streamed) {
      return fields + STREAMED_BYTES;
    }
    return fields + (file == null ? 0 : file.heldBytes());
  }

  /** Reads nothing until this is done. */
  private void await(Uni<Void> work, Runnable next) {
    busy = true;
    paused = true;
    request.pause();
    work.subscribe()
        .with(done -> onLoop(() -> goOn(next)), e -> onLoop(() -> goOn(() -> refuse(e))));
  }

  private void onLoop(Runnable step) {
    loop.runOnContext(now -> step.run());
  }

  private void goOn(Runnable next) {
    busy = false;
    if (ended) {
      onceIdle.run();
    } else if (attempt(next) && arrived && !busy) {
      arrive();
    }
  }

  private void arrive() {
    arrived = true;
    if (!busy) {
      attempt(this::finish);
    }
  }

  private void finish() {
    if (!form.end()) {
      throw malformed();
    }
    ReceivedForm received = new ReceivedForm(form.fields(), Optional.ofNullable(file));
    end(() -> emitter.complete(received));
  }

  private boolean attempt(Runnable step) {
    if (ended) {
      return false;
    }
    try {
      step.run();
    } catch (ProblemException problem) {
      refuse(problem);
    } catch (DecoderException noForm) {
      refuse(malformed());
    } catch (RuntimeException bug) {
      refuse(bug);
    } catch (StackOverflowError bug) {
      refuse(new IllegalStateException("a form that overflows the stack", bug));
    }
    return !ended;
  }

  private ProblemException tooSlow() {
    String detail =
        streamed
            ? "The document did not arrive within %d seconds."
            : "The form did not arrive within %d seconds.";
    return new ProblemException(ErrorCode.REQUEST_TIMEOUT, detail.formatted(timeout.toSeconds()));
  }

  private void refuse(Throwable problem) {
    end(
        () -> {
          request.pause();
          onceIdle = () -> discard(problem);
          if (!busy) {
            onceIdle.run();
          }
        });
  }

  /** A piece that is being stored would arrive after its own destruction. */
  private void discard(Throwable problem) {
    Uni<Void> discarded = file == null ? Uni.createFrom().voidItem() : file.discard();
    discarded.subscribe().with(done -> emitter.fail(problem), emitter::fail);
  }

  private void end(Runnable how) {
    if (!ended) {
      ended = true;
      context.vertx().cancelTimer(timer);
      if (form != null) {
        form.close();
      }
      how.run();
    }
  }

  private static ProblemException malformed() {
    return new ProblemException(
        ErrorCode.MALFORMED_FORM,
        "The body is not multipart/form-data (RFC 7578) with the boundary that its Content-Type"
            + " names, or it breaks off.");
  }
}
