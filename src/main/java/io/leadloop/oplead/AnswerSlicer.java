package io.leadloop.oplead;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.function.BooleanSupplier;

/**
 * Passes the HTTP codec no bytes beyond the end of the expected answer, since it would treat them
 * as the start of the next one. Unexpected bytes close the connection.
 *
 * <p>Heads and chunked bodies are passed on line by line, since both end with a line; other bodies
 * by their length.
 */
final class AnswerSlicer extends ChannelInboundHandlerAdapter {
  private static final long BY_LINES = -1;

  private final BooleanSupplier awaitingAnswer;

  /** The remaining bytes of the body, or {@link #BY_LINES}. */
  private long bodyBytes = BY_LINES;

  /**
   * @param awaitingAnswer whether a request waits for an answer or its rest
   */
  AnswerSlicer(BooleanSupplier awaitingAnswer) {
    this.awaitingAnswer = awaitingAnswer;
  }

  /** Called while the codec passes on the head, before any byte of the body. */
  void expectBodyOf(HttpResponse head) {
    bodyBytes =
        HttpUtil.isTransferEncodingChunked(head)
            ? BY_LINES
            : HttpUtil.getContentLength(head, Long.MAX_VALUE);
  }

  void expectHead() {
    bodyBytes = BY_LINES;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    while (bytes.isReadable() && awaitingAnswer.getAsBoolean()) {
      context.fireChannelRead(bytes.readRetainedSlice(nextLength(bytes)));
    }
    if (bytes.isReadable()) {
      context.close();
    }
    bytes.release();
  }

  private int nextLength(ByteBuf bytes) {
    if (bodyBytes == BY_LINES) {
      int beforeLineFeed = bytes.bytesBefore((byte) '\n');
      return beforeLineFeed < 0 ? bytes.readableBytes() : beforeLineFeed + 1;
    }
    int length = (int) Math.min(bytes.readableBytes(), bodyBytes);
    bodyBytes -= length;
    return length;
  }
}
