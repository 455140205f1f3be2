package io.leadloop.http;

import io.leadloop.error.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Refuses a body that does not arrive in time, so that nobody keeps a request open for nothing. A
 * body that is read piece by piece may take as long as its pieces keep coming.
 */
@ApplicationScoped
public class BodyTimeout {
  private static final int AFTER_THE_LIMIT = 890;

  private final Duration timeout;
  private final Vertx vertx;
  private final Refusal refusal;

  BodyTimeout(HttpConfig config, Vertx vertx, Refusal refusal) {
    this.timeout = config.bodyTimeout();
    this.vertx = vertx;
    this.refusal = refusal;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, AFTER_THE_LIMIT);
  }

  private void watch(RoutingContext request) {
    if (hasBody(request.request()) && !BodyLimit.isLifted(request)) {
      long timer = vertx.setTimer(timeout.toMillis(), fired -> expire(request));
      request.addEndHandler(ended -> vertx.cancelTimer(timer));
    }
    request.next();
  }

  private void expire(RoutingContext request) {
    if (!request.request().isEnded() && !request.response().headWritten()) {
      String detail = "The body did not arrive within %d s.".formatted(timeout.toSeconds());
      refusal.send(request, ErrorCode.REQUEST_TIMEOUT, detail);
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }
}
