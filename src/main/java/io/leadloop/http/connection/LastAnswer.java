package io.leadloop.http.connection;

import io.leadloop.http.FilterOrder;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.AnswerCharge;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Closes a connection after a response that was sent before the whole body arrived, since the rest
 * of the body would be taken for the next request. Remaining bytes are discarded for a moment
 * first: closing with unread bytes resets the connection, and the client may lose the response.
 */
@ApplicationScoped
public class LastAnswer {
  private static final long LINGER_MILLIS = 1000;
  private static final String STREAMED = LastAnswer.class.getName();

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          watch(context);
          context.next();
        },
        FilterOrder.LAST_ANSWER);
  }

  /** Marks a response that is written while the body is being read and charged by its writer. */
  public static void isStreamed(RoutingContext context) {
    context.put(STREAMED, true);
    AnswerCharge.to(null, context);
  }

  /**
   * Announces before the response's head that the connection will close, so that proxies do not
   * reuse it.
   */
  public static void announceClose(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    closesAfter(context);
  }

  /** Closes the connection after a streamed response, ignoring the rest of the body. */
  public static void closesAfter(RoutingContext context) {
    context.addEndHandler(answered -> close(context));
  }

  /**
   * Aborts a connection whose client does not read, since a regular close would wait for the
   * client.
   */
  public static void cutOff(RoutingContext context) {
    ((ConnectionBase) context.request().connection()).channelHandlerContext().close();
  }

  /**
   * Aborts the connection after {@code time} unless the client has read everything written so far.
   */
  public static void cutOffUnlessTaken(RoutingContext context, Duration time) {
    ConnectionBase connection = (ConnectionBase) context.request().connection();
    ChannelFuture taken = connection.channelHandlerContext().writeAndFlush(Unpooled.EMPTY_BUFFER);
    if (!taken.isDone()) {
      long timer = context.vertx().setTimer(time.toMillis(), late -> cutOff(context));
      taken.addListener(done -> context.vertx().cancelTimer(timer));
    }
  }

  static void watch(RoutingContext context) {
    if (AnnouncedBody.isPresent(context.request())) {
      context.addHeadersEndHandler(head -> closeUnlessRead(context));
    }
  }

  private static void closeUnlessRead(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean isOpen = !request.isEnded() && context.get(STREAMED) == null;
    if (isOpen) {
      announceClose(context);
    }
  }

  private static void close(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long timer = context.vertx().setTimer(LINGER_MILLIS, late -> cutOff(context));
    request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
    request.endHandler(all -> request.connection().close());
    request.handler(thrownAway -> {});
    request.resume();
  }
}
