package io.leadloop.http.body;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one body into memory. Used on the connection's event loop only. */
final class IncomingBody {
  /** Overhead per part, which dominates for bodies sent byte by byte. */
  private static final int PART_OVERHEAD = 256;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final HeldMemory memory;
  private final long maxBytes;
  private final Duration timeout;
  private final UniEmitter<? super byte[]> emitter;
  private final List<Buffer> parts = new ArrayList<>(4);
  private int length;
  private long timer;
  private boolean ended;

  IncomingBody(
      RoutingContext context,
      HeldMemory memory,
      long maxBytes,
      Duration timeout,
      UniEmitter<? super byte[]> emitter) {
    this.context = context;
    this.request = context.request();
    this.memory = memory;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
    this.emitter = emitter;
  }

  void start() {
    if (AnnouncedBody.isLongerThan(maxBytes, request)) {
      refuse(AnnouncedBody.tooLarge(maxBytes));
      return;
    }
    timer = context.vertx().setTimer(timeout.toMillis(), late -> refuse(tooSlow()));
    request.handler(this::take);
    request.exceptionHandler(gone -> refuse(truncated()));
    request.endHandler(all -> complete());
    AnnouncedBody.invite(context);
    request.resume();
  }

  private void take(Buffer part) {
    if (ended) {
      return;
    }
    if (length + part.length() > maxBytes) {
      refuse(AnnouncedBody.tooLarge(maxBytes));
      return;
    }
    try {
      memory.take(part.length() + PART_OVERHEAD);
    } catch (ProblemException full) {
      refuse(full);
      return;
    }
    parts.add(part);
    length += part.length();
  }

  private void complete() {
    if (end()) {
      emitter.complete(join());
    }
  }

  private byte[] join() {
    byte[] body = new byte[length];
    int at = 0;
    for (Buffer part : parts) {
      part.getBytes(body, at);
      at += part.length();
    }
    parts.clear();
    return body;
  }

  /** The client disconnected, which is not a failure of the gateway. */
  private static ProblemException truncated() {
    return new ProblemException(ErrorCode.INVALID_REQUEST, "The body broke off before its end.");
  }

  private ProblemException tooSlow() {
    String detail = "The body did not arrive within %d seconds.";
    return new ProblemException(ErrorCode.REQUEST_TIMEOUT, detail.formatted(timeout.toSeconds()));
  }

  private void refuse(ProblemException problem) {
    request.pause();
    fail(problem);
  }

  private void fail(Throwable e) {
    if (end()) {
      parts.clear();
      memory.close();
      emitter.fail(e);
    }
  }

  private boolean end() {
    boolean first = !ended;
    ended = true;
    context.vertx().cancelTimer(timer);
    return first;
  }
}
