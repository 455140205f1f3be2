package io.leadloop.oplead;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Prevents an answer from being matched to the next request on the same connection. It skips
 * interim (1xx) answers (RFC 9110, section 15.2), and closes a connection that delivers unexpected
 * bytes: before a request, after its answer, or before the request was completely sent.
 *
 * <p>An answered connection rests before reuse, so that delayed surplus bytes meet no request. The
 * answer itself is reported at once.
 *
 * <p>Runs on the connection's event loop.
 */
final class AnswerOrderGuard extends ChannelDuplexHandler {
  private static final Runnable NOBODY_WAITS = () -> {};

  private final Duration rest;
  private final AnswerSlicer slicer = new AnswerSlicer(this::isAwaitingAnswer);
  private boolean awaitingAnswer;
  private boolean requestLeft;
  private boolean usedBefore;
  private boolean inInterimAnswer;
  private boolean mayBeUsedAgain;
  private Runnable answered = NOBODY_WAITS;
  private LastHttpContent heldBack;

  private AnswerOrderGuard(Duration rest) {
    this.rest = rest;
  }

  /**
   * Guards a new connection; called before its first request.
   *
   * @param rest how long an answered connection rests
   */
  static void install(HttpConnection connection, Duration rest) {
    install(pipelineOf(connection), rest);
  }

  /**
   * @param pipeline with the handlers {@code codec}, which parses HTTP, and {@code handler}
   */
  static void install(ChannelPipeline pipeline, Duration rest) {
    AnswerOrderGuard guard = new AnswerOrderGuard(rest);
    pipeline.addBefore("codec", "answer-slicer", guard.slicer);
    pipeline.addBefore("handler", "connection-guard", guard);
  }

  /**
   * Registers a callback for the end of the next answer.
   *
   * @param answered called once, on the connection's event loop; not when the connection is lost
   */
  void onAnswer(Runnable answered) {
    this.answered = answered;
  }

  /** The guard of a connection made by {@link Connections}. */
  static AnswerOrderGuard of(HttpConnection connection) {
    return pipelineOf(connection).get(AnswerOrderGuard.class);
  }

  private static ChannelPipeline pipelineOf(HttpConnection connection) {
    return ((ConnectionBase) connection).channelHandlerContext().pipeline();
  }

  private boolean isAwaitingAnswer() {
    return awaitingAnswer;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest) {
      awaitingAnswer = true;
      requestLeft = false;
    }
    ChannelPromise written = promise.unvoid();
    if (message instanceof LastHttpContent) {
      written.addListener(end -> requestLeft = end.isSuccess());
    }
    context.write(message, written);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (((HttpObject) message).decoderResult().isFailure()) {
      context.fireChannelRead(message);
      return;
    }
    if (message instanceof HttpResponse head) {
      readHead(context, head);
    }
    if (inInterimAnswer) {
      inInterimAnswer = !(message instanceof LastHttpContent);
      ReferenceCountUtil.release(message);
    } else if (!awaitingAnswer || (usedBefore && !requestLeft)) {
      ReferenceCountUtil.release(message);
      context.close();
    } else if (message instanceof LastHttpContent end) {
      endAnswer(context, end);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void readHead(ChannelHandlerContext context, HttpResponse head) {
    inInterimAnswer =
        head.status().codeClass() == HttpStatusClass.INFORMATIONAL
            && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    if (!inInterimAnswer) {
      mayBeUsedAgain = HttpUtil.isKeepAlive(head) && context.channel().isActive();
      slicer.expectBodyOf(head);
    }
  }

  /** Passes on the last content at once, and its end after the rest. */
  private void endAnswer(ChannelHandlerContext context, LastHttpContent end) {
    awaitingAnswer = false;
    usedBefore = true;
    slicer.expectHead();
    if (mayBeUsedAgain && context.channel().isActive()) {
      heldBack = end;
      ByteBuf bytes = end.content();
      if (bytes.isReadable()) {
        HttpContent last = new DefaultHttpContent(bytes.retainedSlice());
        bytes.skipBytes(bytes.readableBytes());
        context.fireChannelRead(last);
      }
      context.executor().schedule(() -> release(context), rest.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      context.fireChannelRead(end);
    }
    Runnable waiting = answered;
    answered = NOBODY_WAITS;
    waiting.run();
  }

  private void release(ChannelHandlerContext context) {
    if (heldBack != null) {
      LastHttpContent end = heldBack;
      heldBack = null;
      context.fireChannelRead(end);
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (heldBack != null) {
      heldBack.release();
      heldBack = null;
    }
    context.fireChannelInactive();
  }
}
