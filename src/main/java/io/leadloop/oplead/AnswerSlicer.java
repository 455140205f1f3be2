package io.leadloop.oplead;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.function.BooleanSupplier;

/**
 * Gives the HTTP codec no byte beyond the end of the awaited answer, since the codec would keep
 * such bytes and take them for the beginning of the next one. Bytes that no request waits for close
 * the connection.
 *
 * <p>Heads and chunked bodies are passed on line by line, for either ends with a line; a body of a
 * known length by its length.
 */
final class AnswerSlicer extends ChannelInboundHandlerAdapter {
  private static final long BY_LINES = -1;

  private final BooleanSupplier awaitingAnswer;

  /** The bytes of the body that are still to come, or {@link #BY_LINES}. */
  private long bodyBytes = BY_LINES;

  /**
   * @param awaitingAnswer whether a request waits for an answer, or for more of it
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
