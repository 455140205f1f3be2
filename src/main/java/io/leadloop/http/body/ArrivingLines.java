package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.body.LineSplitter.Line;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a body that is read piece by piece, no faster than they are asked for. Used on the
 * connection's event loop only.
 */
public final class ArrivingLines {
  private final RoutingContext context;
  private final HttpServerRequest request;
  private final LineSplitter splitter;
  private final HeldMemory memory;
  private final int atOnce;
  private final Duration patience;
  private List<Line> arrived = new ArrayList<>();
  private UniEmitter<? super List<Line>> taker;
  private ProblemException failure;
  private boolean ended;
  private long held;
  private long taken;
  private long timer = -1;

  /**
   * @param longest the maximum length of a line in bytes
   * @param atOnce how many lines are enough for one piece
   * @param patience how long nothing may arrive while lines are awaited
   */
  public ArrivingLines(
      RoutingContext context, HeldMemory memory, int longest, int atOnce, Duration patience) {
    this.context = context;
    this.request = context.request();
    this.memory = memory;
    this.splitter = new LineSplitter(longest);
    this.atOnce = atOnce;
    this.patience = patience;
  }

  /** Starts reading. */
  public void start() {
    request.handler(this::arrive);
    request.exceptionHandler(
        gone -> fail(problem(ErrorCode.INVALID_REQUEST, "The body broke off before its end.")));
    request.endHandler(all -> end());
    AnnouncedBody.invite(context);
  }

  /**
   * Emits the next lines, at least one, or none after the last; what was emitted before is no
   * longer held. Fails with {@code request-timeout} if nothing arrives, and when memory is
   * exhausted.
   */
  public Uni<List<Line>> next() {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              memory.give(taken);
              taken = 0;
              taker = emitter;
              serve();
            });
  }

  private void arrive(Buffer chunk) {
    if (failure != null) {
      return;
    }
    try {
      memory.take(chunk.length());
    } catch (ProblemException full) {
      fail(full);
      return;
    }
    held += chunk.length();
    arrived.addAll(splitter.split(chunk));
    serve();
  }

  private void end() {
    arrived.addAll(splitter.rest());
    ended = true;
    serve();
  }

  private void fail(ProblemException problem) {
    failure = failure == null ? problem : failure;
    serve();
  }

  private void serve() {
    context.vertx().cancelTimer(timer);
    boolean isReady = failure != null || ended || arrived.size() >= atOnce;
    if (isReady && !ended) {
      request.pause();
    }
    if (taker == null) {
      return;
    }
    if (isReady) {
      hand();
    } else {
      timer = context.vertx().setTimer(patience.toMillis(), late -> fail(tooSlow()));
      request.resume();
    }
  }

  private void hand() {
    UniEmitter<? super List<Line>> waiting = taker;
    taker = null;
    if (failure != null) {
      waiting.fail(failure);
      return;
    }
    List<Line> lines = arrived;
    arrived = new ArrayList<>();
    taken = held;
    held = 0;
    waiting.complete(lines);
  }

  private ProblemException tooSlow() {
    String detail = "Nothing of the body arrived within %d seconds.";
    return problem(ErrorCode.REQUEST_TIMEOUT, detail.formatted(patience.toSeconds()));
  }

  private static ProblemException problem(ErrorCode code, String detail) {
    return new ProblemException(code, detail);
  }
}
