package io.leadloop.http.body;

import io.leadloop.error.ProblemException;
import io.leadloop.http.ProblemResponse;
import io.leadloop.http.RequestId;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.nio.channels.ClosedChannelException;

/**
 * Charges a response to its caller's share of the {@link BodyBudget} until the client has read it,
 * so that clients with many connections cannot fill the memory with unread responses. If there is
 * no room, the response is replaced by a rejection. Short responses are not counted.
 */
public final class AnswerCharge extends ChannelOutboundHandlerAdapter {
  private static final int SHORT = 4 * 1024;
  private static final AttributeKey<MemoryPool.Share> SHARE =
      AttributeKey.valueOf(AnswerCharge.class.getName());

  /**
   * @param share the share to charge; null if it is charged elsewhere
   */
  public static void to(MemoryPool.Share share, RoutingContext request) {
    ((ConnectionBase) request.request().connection()).channel().attr(SHARE).set(share);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    int bytes = message instanceof HttpContent content ? content.content().readableBytes() : 0;
    MemoryPool.Share share = bytes <= SHORT ? null : context.channel().attr(SHARE).get();
    if (share == null) {
      context.write(message, written);
    } else {
      charge(context, message, written, share, bytes);
    }
  }

  private static void charge(
      ChannelHandlerContext context,
      Object message,
      ChannelPromise written,
      MemoryPool.Share share,
      int bytes) {
    try {
      share.take(bytes);
    } catch (ProblemException full) {
      refuse(context, message, written, full);
      return;
    }
    context.write(message, written.unvoid()).addListener(done -> share.give(bytes));
  }

  private static void refuse(
      ChannelHandlerContext context,
      Object message,
      ChannelPromise written,
      ProblemException full) {
    if (message instanceof FullHttpResponse answer) {
      String requestId = answer.headers().get(RequestId.HEADER);
      FullHttpResponse refusal = ProblemResponse.of(full, requestId);
      String connection = answer.headers().get(HttpHeaderNames.CONNECTION);
      if (connection != null) {
        refusal.headers().set(HttpHeaderNames.CONNECTION, connection);
      }
      context.write(refusal, written);
    } else {
      written.tryFailure(new ClosedChannelException());
      context.close();
    }
    ReferenceCountUtil.release(message);
  }
}
