package io.leadloop.http.connection;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemResponse;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers input that is not HTTP with a problem document and closes the connection, since the next
 * request's start is unknown. Vert.x would answer without a body or not at all.
 */
final class InvalidRequestRefusal extends ChannelDuplexHandler {
  private static final Logger LOG = Logger.getLogger(InvalidRequestRefusal.class);

  private boolean hasRefused;
  private boolean hasAnswerBegun;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (hasRefused) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpObject part && !isValid(part)) {
      hasRefused = true;
      refuse(context, part);
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    if (message instanceof HttpResponse head && !isInformational(head)) {
      hasAnswerBegun = true;
    }
    if (message instanceof LastHttpContent && hasAnswerBegun) {
      hasAnswerBegun = false;
    }
    context.write(message, written);
  }

  /** The decoder accepts any protocol name and version. */
  private static boolean isValid(HttpObject part) {
    return part.decoderResult().isSuccess()
        && (!(part instanceof HttpRequest head) || isHttp1(head.protocolVersion()));
  }

  private static boolean isHttp1(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  private void refuse(ChannelHandlerContext context, HttpObject part) {
    Throwable cause = part.decoderResult().cause();
    LOG.debugf("invalid request rejected cause=%s", cause);
    if (hasAnswerBegun) {
      context.close();
      return;
    }
    Problem problem = problem(cause, part instanceof HttpRequest);
    context
        .writeAndFlush(ProblemResponse.closing(problem, UUID.randomUUID().toString()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static Problem problem(Throwable cause, boolean isHead) {
    if (!isHead) {
      return Problem.of(
          ErrorCode.INVALID_REQUEST, "The body is not chunked as HTTP/1.1 (RFC 9112) has it.");
    } else if (cause instanceof HeadDeadline.LateHeadException) {
      return Problem.of(
          ErrorCode.REQUEST_TIMEOUT,
          "The head of the request was not complete within %d seconds."
              .formatted(HeadDeadline.LIMIT.toSeconds()));
    } else if (cause instanceof TooLongHttpLineException) {
      return Problem.of(ErrorCode.TARGET_TOO_LONG, "The request line is at most 16384 bytes.");
    } else if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(
          ErrorCode.HEADERS_TOO_LONG, "All headers together are at most 16384 bytes.");
    }
    return Problem.of(
        ErrorCode.INVALID_REQUEST,
        "The head of the request is not HTTP/1.1 (RFC 9112): look at its first line, its"
            + " Content-Length and its Transfer-Encoding.");
  }

  private static boolean isInformational(HttpResponse head) {
    return head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
