package io.leadloop.intake.bulk;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.HeldMemory;
import io.leadloop.http.connection.IdleExemption;
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
 * A bulk request in progress. The body is read only as fast as lines are stored and the client
 * reads answers. If the client stops reading, memory stays exhausted or too many consecutive lines
 * are refused, the gateway ends the request: lines in flight are answered, the rest is discarded,
 * and the last line reports how far it got. Runs on the connection's event loop.
 */
final class BulkRequest {
  /** The number of consecutive refused lines that ends a request. */
  static final int REFUSED_IN_A_ROW = 1000;

  private static final long TRY_AGAIN_MILLIS = 50;
  private static final long PEEK_MILLIS = 500;
  private static final long PEEK_BYTES = 64 * 1024;

  /** More than the socket buffers hold. */
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
   * @param patience how long answers may stay unread and memory may be exhausted
   * @param intake accepts lines; never fails
   * @param onClose runs once, when the request is answered or the client has disconnected
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

  /** Starts reading, and returns answer lines in pieces, each without its last line feed. */
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

  /** Stops reading; lines in flight are still answered. */
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
    tries += pieces.isFull() ? 0 : 1; // Paused anyway; it only peeked.
    if (tries * TRY_AGAIN_MILLIS > patience.toMillis()) {
      stop(full);
    } else {
      context.vertx().setTimer(TRY_AGAIN_MILLIS, later -> resume());
    }
  }

  private void resume() {
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
      IdleExemption.setWorking(context, pieces.areOpen());
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
      IdleExemption.setWorking(context, pieces.areOpen());
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

  /** Reads a little while paused, to detect a closed connection. */
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

  /** The next answer when it is ready; empty after the last one. */
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
      if (areTooManyRefused) { // Last, since it emits the next answer or the summary.
        stop(tooManyRefused());
      }
      pace();
    } else if (pieces.isEmpty() && (endedBy != null || isReadToTheEnd())) {
      byte[] last = summarised ? null : answers.write(summary, endedBy, context);
      summarised = true; // Before emitting, which may request the next one at once.
      hand(last);
    }
  }

  private void hand(byte[] answer) {
    UniEmitter<? super Optional<byte[]>> waitingTaker = taker;
    taker = null;
    stallTimer = context.vertx().setTimer(patience.toMillis(), stalled -> answersUnread());
    waitingTaker.complete(Optional.ofNullable(answer));
  }

  /** Counts consecutive refused lines; whether they reached the limit. */
  private boolean countRefused(List<Receipt> receipts) {
    boolean areTooMany = false;
    for (Receipt receipt : receipts) {
      refused = receipt.kind() == Receipt.Kind.REFUSED ? refused + 1 : 0;
      areTooMany |= refused >= REFUSED_IN_A_ROW;
    }
    return areTooMany;
  }

  /** Discards the rest of the body, for clients that send everything before they read. */
  private void answersUnread() {
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
      IdleExemption.setWorking(context, false);
      memory.close();
      onClose.run();
    }
  }
}
