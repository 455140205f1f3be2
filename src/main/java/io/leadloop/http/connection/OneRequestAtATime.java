package io.leadloop.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Passes on a connection's next request only after the previous one is answered and the client has
 * read most of the response. Vert.x would accept any number and buffer the responses for a client
 * that never reads. Clients that pipeline too many or too long requests are disconnected. HTTP/2,
 * which is disabled, would need a separate limit.
 */
final class OneRequestAtATime extends ChannelDuplexHandler {
  private static final int MAX_HELD = 64;
  private static final int MAX_HELD_BYTES = 16 * 1024;

  /** Overhead per header. */
  private static final int HEADER_OVERHEAD = 64;

  private final Queue<Object> held = new ArrayDeque<>();
  private int heldBytes;
  private boolean isAnswering;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (held.isEmpty() && !mustWait(context, message)) {
      pass(context, message);
    } else if (hasRoomFor(message) && context.channel().isActive()) {
      held.add(message);
      heldBytes += bytesOf(message);
    } else {
      ReferenceCountUtil.release(message);
      context.close();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    boolean isLast = message instanceof LastHttpContent && !isInformational(message);
    context.write(message, written);
    if (isLast) {
      isAnswering = false;
      if (!held.isEmpty()) {
        context.executor().execute(() -> passHeld(context));
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    if (!held.isEmpty()) {
      context.executor().execute(() -> passHeld(context));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    releaseHeld();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    releaseHeld();
  }

  private void releaseHeld() {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    heldBytes = 0;
  }

  private boolean hasRoomFor(Object message) {
    return held.size() < MAX_HELD && heldBytes + bytesOf(message) <= MAX_HELD_BYTES;
  }

  private static int bytesOf(Object message) {
    int bytes = message instanceof HttpContent content ? content.content().readableBytes() : 0;
    return message instanceof HttpRequest request ? bytes + bytesOfHead(request) : bytes;
  }

  private static int bytesOfHead(HttpRequest request) {
    int bytes = request.uri().length();
    for (Map.Entry<String, String> header : request.headers()) {
      bytes += header.getKey().length() + header.getValue().length() + HEADER_OVERHEAD;
    }
    return bytes;
  }

  private boolean mustWait(ChannelHandlerContext context, Object message) {
    return message instanceof HttpRequest && (isAnswering || !context.channel().isWritable());
  }

  private void passHeld(ChannelHandlerContext context) {
    boolean passed = false;
    while (!held.isEmpty() && !mustWait(context, held.element())) {
      Object next = held.remove();
      heldBytes -= bytesOf(next);
      pass(context, next);
      passed = true;
    }
    if (passed) {
      context.fireChannelReadComplete();
    }
  }

  private void pass(ChannelHandlerContext context, Object message) {
    isAnswering |= message instanceof HttpRequest;
    context.fireChannelRead(message);
  }

  private static boolean isInformational(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
