package io.leadloop.push.wire;

import io.leadloop.outbound.RetryAfter;
import io.leadloop.push.wire.PushReply.Answered;
import io.leadloop.push.wire.PushReply.NoAnswer;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;

/**
 * One post and its answer, limited in size and time. Once the head of the answer has arrived, its
 * status counts, however the body ends. All steps run on one Vert.x context, without locks.
 */
final class PushExchange {
  private final Vertx vertx;
  private final PushConnections connections;
  private final RetryAfter retryAfter;
  private final int mostBytes;
  private final long startedAt = System.nanoTime();
  private final Promise<PushReply> reply = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private HttpClientRequest request;
  private Future<Void> written;
  private HttpClientResponse response;

  PushExchange(Vertx vertx, PushConnections connections, RetryAfter retryAfter, int mostBytes) {
    this.vertx = vertx;
    this.connections = connections;
    this.retryAfter = retryAfter;
    this.mostBytes = mostBytes;
  }

  Future<PushReply> run(SignedPost post, Duration within) {
    long timer = vertx.setTimer(within.toMillis(), fired -> giveUp());
    connections
        .open(post)
        .onSuccess(open -> send(open, post.body()))
        .onFailure(failure -> settle(PushFailure.unconnected(failure, took())));
    return reply.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Empty handlers prevent the client from logging failures that the reply reports. */
  private void send(HttpClientRequest open, Buffer content) {
    if (reply.future().isComplete()) {
      open.reset();
      return;
    }
    request = open;
    request.exceptionHandler(inTheReply -> {});
    request.connection().exceptionHandler(inTheReply -> {});
    request
        .response()
        .onSuccess(this::read)
        .onFailure(failure -> settle(PushFailure.unanswered(failure, took())));
    written = request.end(content);
  }

  private void read(HttpClientResponse head) {
    response = head;
    head.exceptionHandler(cut -> answer()).endHandler(end -> answer()).handler(this::take);
  }

  private void take(Buffer chunk) {
    int room = mostBytes - body.length();
    body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    if (chunk.length() > room) {
      answer();
      abort();
    }
  }

  private void giveUp() {
    if (response != null) {
      answer();
    } else {
      String missing = request == null ? "no connection in time" : "no answer in time";
      settle(new NoAnswer(missing, took()));
    }
    if (request != null) {
      abort();
    }
  }

  /** A connection that was answered before the whole request was sent is not reusable. */
  private void answer() {
    Optional<Duration> wait =
        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)).flatMap(retryAfter::read);
    settle(new Answered(response.statusCode(), wait, body.getBytes(), took()));
    if (!written.isComplete()) {
      abort();
    }
  }

  /**
   * Closes the channel below the client, whose own methods would flush pending writes first: a
   * server that stops reading would hold the connection.
   */
  private void abort() {
    ChannelHandlerContext client = ((ConnectionBase) request.connection()).channelHandlerContext();
    ChannelFuture unused = client.close();
  }

  /** The first reply wins: a deliberate close is reported as a lost connection. */
  private void settle(PushReply outcome) {
    reply.tryComplete(outcome);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
