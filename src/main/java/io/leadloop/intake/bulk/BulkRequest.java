package io.leadloop.intake.bulk;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.http.connection.LastAnswer;
import io.leadloop.intake.Receipt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One submission in bulk on its way. The body is read as fast as its lines are stored and their
 * answers are taken; beyond a little, answers are not kept for a client that does not read them.
 * Where that lasts, or memory is short for as long, or line after line is refused, the gateway ends
 * the request: what was begun is answered, what comes after it is thrown away unread, and the last
 * line says how far it got. All of it happens on the connection's event loop.
 */
final class BulkRequest {
  /** So many lines refused one after the other end a request: nobody looks at more of them. */
  static final int REFUSED_IN_A_ROW = 1000;

  private static final long TRY_AGAIN_MILLIS = 50;
  private static final long PEEK_MILLIS = 500;
  private static final long PEEK_BYTES = 64 * 1024;

  /** More than the system keeps of what a client sends ahead. */
  private static final long MOST_PEEKED = 1024 * 1024;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final BulkBody body;
  private final HeldMemory memory;
  private final AnswerLines answers;
  private final Duration patience;
  private final Function<List<BulkLine>, Uni<List<Receipt>>> intake;
  private final Runnable onClose;
  private final BulkPieces pieces = new BulkPieces(this::begin);
  private UniEmitter<? super Optional<byte[]>> taker;
  private BulkSummary summary = BulkSummary.EMPTY;
  private Buffer waiting;
  private ProblemException endedBy;
  private long writing;
  private long stallTimer = -1;
  private long lastTimer = -1;
  private long peekTimer = -1;
  private long peeked;
  private long peekLimit;
  private int tries;
  private int refused;
  private boolean bodyEnded;
  private boolean summarised;
  private boolean closed;

  /**
   * @param patience how long the client may leave answers unread, and memory may be short
   * @param intake what becomes of lines; never fails
   * @param onClose runs once, when the request has been answered or its client is gone
   */
  BulkRequest(
      RoutingContext context,
      BulkReader reader,
      HeldMemory memory,
      AnswerLines answers,
      Duration patience,
      Function<List<BulkLine>, Uni<List<Receipt>>> intake,
      Runnable onClose) {
    this.context = context;
    this.request = context.request();
    this.body = new BulkBody(reader, memory);
    this.memory = memory;
    this.answers = answers;
    this.patience = patience;
    this.intake = intake;
    this.onClose = onClose;
  }

  /** Starts reading. Pieces of lines, each without the line feed at its end. */
  Multi<byte[]> start() {
    context.addEndHandler(done -> close());
    LastAnswer.isStreamed(context);
    request.handler(this::take);
    request.exceptionHandler(gone -> close());
    request.endHandler(all -> endBody());
    AnnouncedBody.invite(context);
    request.resume();
    return Multi.createBy()
        .repeating()
        .uni(this::next)
        .until(Optional::isEmpty)
        .map(Optional::get)
        .onTermination()
        .invoke(this::close);
  }

  /** Reads no further; what was begun is answered. */
  void stop(ProblemException problem) {
    if (endedBy != null || isReadToTheEnd() || closed) {
      return;
    }
    endedBy = problem;
    waiting = null;
    body.drop();
    LastAnswer.closesAfter(context);
    request.resume();
    serve();
  }

  private void take(Buffer chunk) {
    if (endedBy != null || closed) {
      return;
    }
    if (waiting != null) {
      waiting = waiting.copy().appendBuffer(chunk);
      return;
    }
    try {
      peeked += chunk.length();
      add(body.read(chunk));
      tries = 0;
    } catch (ProblemException full) {
      await(full, chunk);
    }
  }

  private void await(ProblemException full, Buffer chunk) {
    waiting = chunk;
    request.pause();
    tries += pieces.isFull() ? 0 : 1; // It had to wait in any case, and only peeked.
    if (tries * TRY_AGAIN_MILLIS > patience.toMillis()) {
      stop(full);
    } else {
      context.vertx().setTimer(TRY_AGAIN_MILLIS, later -> takeAgain());
    }
  }

  private void takeAgain() {
    Buffer chunk = waiting;
    if (chunk != null && !closed) {
      waiting = null;
      take(chunk);
      finish();
    }
  }

  private void endBody() {
    if (endedBy == null && !closed) {
      bodyEnded = true;
      finish();
    }
  }

  private void finish() {
    if (isReadToTheEnd()) {
      add(body.rest());
      serve();
    }
  }

  private boolean isReadToTheEnd() {
    return bodyEnded && waiting == null;
  }

  private void add(List<BulkLine> lines) {
    if (!lines.isEmpty()) {
      pieces.add(lines, body.handOver());
    }
    if (body.isRefused()) {
      stop(tooManyRefused());
    }
    pace();
  }

  private Cancellable begin(BulkPiece piece) {
    return intake.apply(piece.lines()).subscribe().with(receipts -> settle(piece, receipts));
  }

  private void settle(BulkPiece piece, List<Receipt> receipts) {
    if (!closed) {
      byte[] answer = answers.write(piece.lines(), receipts, context);
      memory.give(pieces.settle(piece, receipts, answer));
      serve();
      pace();
    }
  }

  private void pace() {
    if (endedBy != null) {
      return;
    }
    if (pieces.isFull() || waiting != null) {
      if (peeked >= peekLimit || waiting != null) {
        request.pause();
      }
      peekSoon();
    } else if (!bodyEnded) {
      peeked = 0;
      peekLimit = 0;
      request.resume();
    }
  }

  private void peekSoon() {
    if (peekTimer < 0 && !bodyEnded) {
      peekTimer = context.vertx().setTimer(PEEK_MILLIS, later -> peek());
    }
  }

  /** Reads a little all the same: behind it may be the end of a connection whose client is gone. */
  private void peek() {
    peekTimer = -1;
    if (closed || endedBy != null) {
      return;
    }
    if (pieces.isFull() && waiting == null) {
      peekLimit = Math.min(MOST_PEEKED, peeked + PEEK_BYTES);
      request.resume();
    }
    pace();
  }

  /** The next answer once there is one, or nothing after the last; the one before was taken. */
  private Uni<Optional<byte[]>> next() {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              context.vertx().cancelTimer(stallTimer);
              memory.give(writing);
              writing = 0;
              taker = emitter;
              serve();
            });
  }

  private void serve() {
    if (taker == null || closed) {
      return;
    }
    BulkPiece piece = pieces.poll();
    if (piece != null) {
      summary = summary.plus(piece.lines(), piece.receipts());
      boolean areTooManyRefused = countRefused(piece.receipts());
      writing = piece.held();
      hand(piece.answer());
      if (areTooManyRefused) { // Only now: it hands over the next answer, or the last line.
        stop(tooManyRefused());
      }
      pace();
    } else if (pieces.isEmpty() && (endedBy != null || isReadToTheEnd())) {
      byte[] last = summarised ? null : answers.write(summary, endedBy, context);
      summarised = true; // Before it is handed over, which may ask for the next at once.
      hand(last);
    }
  }

  private void hand(byte[] answer) {
    UniEmitter<? super Optional<byte[]>> waitingTaker = taker;
    taker = null;
    stallTimer = context.vertx().setTimer(patience.toMillis(), stalled -> notTaken());
    waitingTaker.complete(Optional.ofNullable(answer));
  }

  /** Whether so many lines in a row were refused, at any place. */
  private boolean countRefused(List<Receipt> receipts) {
    boolean areTooMany = false;
    for (Receipt receipt : receipts) {
      refused = receipt.kind() == Receipt.Kind.REFUSED ? refused + 1 : 0;
      areTooMany |= refused >= REFUSED_IN_A_ROW;
    }
    return areTooMany;
  }

  /** Throws the rest of the body away, so that who sends all of it before reading can read. */
  private void notTaken() {
    String detail = "The answers were not read within %d seconds; read them while you send.";
    stop(new ProblemException(ErrorCode.REQUEST_TIMEOUT, detail.formatted(patience.toSeconds())));
    if (lastTimer < 0) {
      lastTimer = context.vertx().setTimer(patience.toMillis(), late -> LastAnswer.cutOff(context));
    }
  }

  private static ProblemException tooManyRefused() {
    String detail = "%d consecutive lines were refused.".formatted(REFUSED_IN_A_ROW);
    return new ProblemException(ErrorCode.INVALID_BODY, detail);
  }

  private void close() {
    if (!closed) {
      closed = true;
      context.vertx().cancelTimer(stallTimer);
      context.vertx().cancelTimer(lastTimer);
      context.vertx().cancelTimer(peekTimer);
      pieces.cancel();
      memory.close();
      onClose.run();
    }
  }
}
