package io.leadloop.push.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Skips interim (1xx) answers (RFC 9110, section 15.2): the client would take some of them for the
 * final answer. 101 is final, since the client asks for no other protocol.
 */
final class InterimAnswerFilter extends ChannelInboundHandlerAdapter {
  private boolean inInterimAnswer;

  private InterimAnswerFilter() {}

  /** Called for a new connection, before its first request. */
  static void install(HttpConnection connection) {
    ((ConnectionBase) connection)
        .channelHandlerContext()
        .pipeline()
        .addBefore("handler", "interim-answer-filter", new InterimAnswerFilter());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse head) {
      inInterimAnswer = isInterim(head.status());
    }
    if (!inInterimAnswer) {
      context.fireChannelRead(message);
      return;
    }
    inInterimAnswer = !(message instanceof LastHttpContent);
    ReferenceCountUtil.release(message);
  }

  private static boolean isInterim(HttpResponseStatus status) {
    return status.codeClass() == HttpStatusClass.INFORMATIONAL
        && !status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }
}
