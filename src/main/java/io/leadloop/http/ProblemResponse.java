package io.leadloop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.leadloop.error.ProblemException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** A problem as a raw HTTP response, for input that never becomes a Vert.x request. */
public final class ProblemResponse {
  private static final ObjectWriter JSON = new ObjectMapper().writerFor(Problem.class);

  private ProblemResponse() {}

  /** A response after which the connection closes. */
  public static FullHttpResponse closing(Problem problem, String requestId) {
    FullHttpResponse response = of(problem, requestId);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }

  public static FullHttpResponse of(ProblemException e, String requestId) {
    FullHttpResponse response = of(Problem.of(e), requestId);
    e.retryAfter()
        .ifPresent(wait -> response.headers().set(HttpHeaderNames.RETRY_AFTER, wait.toSeconds()));
    return response;
  }

  private static FullHttpResponse of(Problem problem, String requestId) {
    byte[] body = write(problem);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(problem.status()),
            Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(RequestId.HEADER, requestId);
    return response;
  }

  private static byte[] write(Problem problem) {
    try {
      return JSON.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot serialize a problem", e);
    }
  }
}
