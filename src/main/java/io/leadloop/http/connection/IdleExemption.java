package io.leadloop.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;

/**
 * Keeps the idle time-out from closing a connection whose request has arrived and is not answered
 * yet: Vert.x would close it without a response. A client that sends only a part of a request, or
 * does not read its response, is still idle.
 */
final class IdleExemption extends ChannelDuplexHandler {
  private boolean isReceived;
  private boolean isUnanswered;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      isUnanswered = true;
      isReceived = false;
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
    if (!(event instanceof IdleStateEvent) || !isReceived || !isUnanswered) {
      context.fireUserEventTriggered(event);
    }
  }
}
