package io.leadloop.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes a connection after an answer that came before the whole body: its rest would be read as if
 * it were of use. What still comes is thrown away for a moment first, since a connection that is
 * closed upon unread bytes is reset, and the client may lose the answer.
 */
public final class LastAnswer {
  private static final long LINGER_MILLIS = 1000;

  private LastAnswer() {}

  /** To be called before the answer is written. HTTP/2 has other requests on the connection. */
  public static void closes(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.addEndHandler(answered -> close(context));
    }
  }

  private static void close(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long timer = context.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close());
    request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
    request.endHandler(all -> request.connection().close());
    request.handler(thrownAway -> {});
    request.resume();
  }
}
