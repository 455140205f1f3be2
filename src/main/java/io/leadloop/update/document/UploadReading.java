package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateId;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * One document on its way in. The body is read no faster than its pieces are stored, and no further
 * than to what is wrong with it; of one that is refused nothing stays. All of it happens on the
 * connection's event loop.
 */
final class UploadReading implements UploadForm.Receiver {
  private static final String FILE = "file";
  private static final String KIND = "kind";

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final DocumentChunks pieces;
  private final DocumentTypes types;
  private final DocumentConfig config;
  private final UniEmitter<? super Upload> emitter;
  private final UpdateId id = UpdateId.next();
  private final MessageDigest sha256 = sha256();
  private final Context loop = Vertx.currentContext();
  private final long timer;
  private UploadForm form;
  private String fileName;
  private DocumentType type;
  private byte[] piece = new byte[DocumentChunks.LENGTH];
  private int filled;
  private int storing;
  private Runnable onceStored;
  private int count;
  private long bytes;
  private boolean ended;

  UploadReading(
      RoutingContext context,
      DocumentChunks pieces,
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
    if (!attempt(() -> form = new UploadForm(request.getHeader(HttpHeaders.CONTENT_TYPE), this))) {
      return;
    }
    onceStored = request::resume;
    request.handler(chunk -> attempt(() -> form.read(chunk)));
    request.exceptionHandler(broken -> refuse(malformed()));
    request.endHandler(all -> attempt(this::finish));
    AnnouncedBody.invite(context);
    request.resume();
  }

  @Override
  public void begin(String part, String name) {
    if (!part.equals(FILE) || fileName != null) {
      throw invalid("/" + part, "is not a part that is taken: one file, as 'file'");
    }
    fileName = FileName.of(name);
  }

  @Override
  public void take(ByteBuf chunk) {
    bytes += chunk.readableBytes();
    if (bytes > config.maxBytes()) {
      throw tooLarge(config.maxBytes());
    }
    while (chunk.isReadable()) {
      int taken = Math.min(chunk.readableBytes(), piece.length - filled);
      chunk.readBytes(piece, filled, taken);
      sha256.update(piece, filled, taken);
      filled += taken;
      if (filled == piece.length) {
        store(piece);
        piece = new byte[DocumentChunks.LENGTH];
        filled = 0;
      }
    }
  }

  /** Nothing more is read until this piece and those before it are stored. */
  private void store(byte[] full) {
    if (type == null) {
      type = types.recognise(full, fileName);
    }
    storing++;
    request.pause();
    pieces
        .add(id, count++, full)
        .subscribe()
        .with(done -> onLoop(this::stored), e -> onLoop(() -> notStored(e)));
  }

  private void stored() {
    storing--;
    if (storing == 0) {
      onceStored.run();
    }
  }

  private void notStored(Throwable e) {
    end(() -> onceStored = () -> discard(e));
    stored();
  }

  private void onLoop(Runnable step) {
    loop.runOnContext(now -> step.run());
  }

  private void finish() {
    if (!form.end()) {
      throw malformed();
    } else if (bytes == 0) {
      throw invalid("/file", "is missing or empty");
    }
    DocumentKind kind = kind(form.fields());
    onceStored = () -> end(() -> emitter.complete(upload(kind)));
    if (filled > 0) {
      store(Arrays.copyOf(piece, filled));
    } else if (storing == 0) {
      onceStored.run();
    }
  }

  private Upload upload(DocumentKind kind) {
    return new Upload(
        id, kind, type.named(fileName), type.mediaType(fileName), bytes, count, sha256.digest());
  }

  private static DocumentKind kind(List<UploadForm.Field> fields) {
    for (UploadForm.Field field : fields) {
      if (!field.name().equals(KIND)) {
        throw invalid("/" + field.name(), "is not known here");
      }
    }
    if (fields.isEmpty()) {
      return DocumentKind.OTHER;
    }
    return DocumentKind.ofWireName(fields.get(0).value())
        .orElseThrow(() -> invalid("/kind", "must be quote, invoice or other"));
  }

  private boolean attempt(Runnable step) {
    if (ended) {
      return false;
    }
    try {
      step.run();
      return true;
    } catch (ProblemException problem) {
      refuse(problem);
    } catch (DecoderException noForm) {
      refuse(malformed());
    } catch (RuntimeException bug) {
      refuse(bug);
    } catch (StackOverflowError bug) {
      refuse(new IllegalStateException("a form that overflows the stack", bug));
    }
    return false;
  }

  private void tooSlow() {
    String detail = "The document did not arrive within %d seconds.";
    refuse(
        new ProblemException(
            ErrorCode.REQUEST_TIMEOUT, detail.formatted(config.uploadTimeout().toSeconds())));
  }

  private void refuse(RuntimeException problem) {
    end(
        () -> {
          request.pause();
          onceStored = () -> discard(problem);
          if (storing == 0) {
            onceStored.run();
          }
        });
  }

  /** A piece that is still on its way to the disk would come after its own destruction. */
  private void discard(Throwable problem) {
    Uni<Void> discarded = count == 0 ? Uni.createFrom().voidItem() : pieces.discard(id);
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

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "No document may be longer than %d bytes.".formatted(maxBytes));
  }

  private static ProblemException malformed() {
    return new ProblemException(
        ErrorCode.MALFORMED_FORM,
        "The body is not multipart/form-data (RFC 7578) with the boundary that its Content-Type"
            + " names, or it breaks off.");
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_DOCUMENT, List.of(new FieldError(pointer, detail)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
