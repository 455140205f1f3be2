package io.leadloop.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sets a deadline for a request's head, since each byte of a slow one would restart the idle
 * time-out. Heads that arrive whole, as nearly all do, need no timer. A late one becomes a request
 * that {@link InvalidRequestRefusal} answers in its turn.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private boolean isInRequest;
  private boolean hasDecoded;
  private boolean isLate;
  private ScheduledFuture<?> timer;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isLate) {
      ReferenceCountUtil.release(message);
      return;
    }
    hasDecoded = true;
    isInRequest = !(message instanceof LastHttpContent);
    stop();
    context.fireChannelRead(message);
  }

  /** Bytes that made no message are part of a head. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!hasDecoded && !isInRequest && !isLate && timer == null) {
      timer =
          context.executor().schedule(() -> late(context), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
    hasDecoded = false;
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stop();
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void late(ChannelHandlerContext context) {
    isLate = true;
    HttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/late-request");
    request.setDecoderResult(DecoderResult.failure(new LateHeadException()));
    context.fireChannelRead(request);
    context.fireChannelReadComplete();
  }

  /** The head was not complete in time. */
  static final class LateHeadException extends Exception {
    private static final long serialVersionUID = 1;

    LateHeadException() {
      super("The head is not complete", null, false, false);
    }
  }
}
