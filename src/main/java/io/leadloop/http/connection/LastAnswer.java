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
 * Closes a connection after an answer that came before the whole body: nobody has to read a body
 * before it is clear who sends it, to where, and that there is room for it, and its rest would be
 * taken for the next request. What still comes is thrown away for a moment first, since a
 * connection that is closed upon unread bytes is reset, and the client may lose the answer.
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

  /** For an answer that is written while the body is still read, and charged by who writes it. */
  public static void isStreamed(RoutingContext context) {
    context.put(STREAMED, true);
    AnswerCharge.to(null, context);
  }

  /**
   * For an answer that must be the last on its connection, before its head is written: a proxy does
   * not use the connection for another request.
   */
  public static void announceClose(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    closesAfter(context);
  }

  /** For a streamed answer, where the rest of the body is of no use any more. */
  public static void closesAfter(RoutingContext context) {
    context.addEndHandler(answered -> close(context));
  }

  /**
   * Ends a request at once, where the client does not take what was written: to close its
   * connection in the usual way would wait for just that.
   */
  public static void cutOff(RoutingContext context) {
    ((ConnectionBase) context.request().connection()).channelHandlerContext().close();
  }

  /** The same once the time has passed, unless the client has taken by then what is written now. */
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
