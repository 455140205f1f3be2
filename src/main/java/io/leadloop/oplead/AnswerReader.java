package io.leadloop.oplead;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;

/**
 * Reads an answer up to its limit, whatever is sent. What was read when the other side broke off,
 * or dripped on beyond the time-out, still counts: its status said what Oplead did.
 */
final class AnswerReader {
  private final int limit;
  private final Buffer body = Buffer.buffer();
  private volatile HttpClientResponse response;

  AnswerReader(int limit) {
    this.limit = limit;
  }

  /** Completes at the end of the answer, or as soon as the limit is reached. */
  Future<Answer> read(HttpClientResponse answer) {
    Promise<Answer> whole = Promise.promise();
    response = answer;
    answer.exceptionHandler(whole::tryFail);
    answer.endHandler(end -> whole.tryComplete(soFar().orElseThrow()));
    answer.handler(
        chunk -> {
          append(chunk);
          if (body.length() >= limit && whole.tryComplete(soFar().orElseThrow())) {
            answer.request().connection().close();
          }
        });
    return whole.future();
  }

  /** What has come so far; empty before the answer's head. */
  Optional<Answer> soFar() {
    return Optional.ofNullable(response)
        .map(
            r ->
                new Answer(
                    r.statusCode(), Optional.ofNullable(r.getHeader("Retry-After")), copy()));
  }

  private synchronized void append(Buffer chunk) {
    body.appendBuffer(chunk, 0, Math.min(chunk.length(), limit - body.length()));
  }

  private synchronized byte[] copy() {
    return body.getBytes();
  }
}
