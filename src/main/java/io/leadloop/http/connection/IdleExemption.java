package io.leadloop.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps the idle time-out from closing a connection whose request has arrived and is not answered
 * yet: Vert.x would close it without a response. A client that sends only a part of a request, or
 * does not read its response, is still idle, unless the gateway works on a part.
 */
public final class IdleExemption extends ChannelDuplexHandler {
  private boolean isReceived;
  private boolean isUnanswered;
  private boolean isWorking;

  IdleExemption() {}

  /**
   * Sets whether the gateway works on a part of the request, while it neither reads nor writes: the
   * silence is not the client's then. Called on the connection's event loop.
   */
  public static void setWorking(RoutingContext context, boolean isWorking) {
    ConnectionBase connection = (ConnectionBase) context.request().connection();
    IdleExemption exemption = connection.channel().pipeline().get(IdleExemption.class);
    if (exemption != null) { // Null once the connection is closed.
      exemption.isWorking = isWorking;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      isUnanswered = true;
      isReceived = false;
      isWorking = false;
    }
    isReceived |= message instanceof LastHttpContent;
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    if (message instanceof HttpResponse head
        && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      isUnanswered = false;
    }
    context.write(message, written);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean isSpared = isWorking || isReceived && isUnanswered;
    if (!(event instanceof IdleStateEvent) || !isSpared) {
      context.fireUserEventTriggered(event);
    }
  }
}
