package io.leadloop.oplead;

import io.leadloop.oplead.answer.AnswerBody;
import io.leadloop.oplead.answer.AnswerExcerpt;
import io.leadloop.oplead.answer.AnswerFlaw;
import io.leadloop.oplead.answer.AnswerReason;
import io.leadloop.oplead.answer.Classifier;
import io.leadloop.oplead.answer.HttpAnswer;
import io.leadloop.oplead.answer.Outcome;
import io.leadloop.oplead.profile.OpleadConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
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
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One request and its answer on an open connection. It tracks whether the whole request was sent,
 * which distinguishes "Oplead does not have it" from "unknown", and limits size and time of the
 * answer. Once the head has arrived, its status counts, however the body ends. All steps run on one
 * Vert.x context, without locks.
 */
public final class Exchange {

  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final String UNREADABLE_BODY = "an unreadable body";

  /**
   * The maximum size of a body; a longer one is truncated and the connection closed. It must fit
   * into a record of the feedback log in any charset.
   */
  static final int MOST_ANSWER_BYTES = 65_536;

  private final Vertx vertx;
  private final Set<Integer> accepted;
  private final Classifier classifier;
  private final HttpClientRequest request;
  private final String token;
  private final Promise<OpleadReply> reply = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private Future<Void> written;
  private long writtenAt;
  private HttpClientResponse response;
  private HttpAnswer received;

  /**
   * @param accepted the statuses that mean success, in addition to all 2xx
   */
  Exchange(
      Vertx vertx,
      Set<Integer> accepted,
      Classifier classifier,
      HttpClientRequest request,
      String token) {
    this.vertx = vertx;
    this.accepted = accepted;
    this.classifier = classifier;
    this.request = request;
    this.token = token;
  }

  /** Empty handlers prevent the client from logging failures that the outcome reports. */
  Future<OpleadReply> send(RequestContent content, Duration within) {
    long timer = vertx.setTimer(within.toMillis(), fired -> giveUp());
    Context here = vertx.getOrCreateContext();
    AnswerOrderGuard.of(request.connection()).onAnswer(() -> here.runOnContext(end -> answer()));
    request.exceptionHandler(toldByTheOutcome -> {});
    request.connection().exceptionHandler(toldByTheOutcome -> {});
    written = content.writeTo(request).onSuccess(done -> writtenAt = System.nanoTime());
    written.onFailure(broken -> abort());
    request.response().onSuccess(this::read).onFailure(this::lose);
    return reply.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void read(HttpClientResponse head) {
    response = head;
    head.exceptionHandler(cut -> answer()).endHandler(end -> answer()).handler(this::take);
  }

  private void take(Buffer chunk) {
    int room = MOST_ANSWER_BYTES - body.length();
    body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    if (chunk.length() > room) {
      answer();
      abort();
    }
  }

  private void giveUp() {
    TimeoutException late = new TimeoutException("No answer in time");
    if (response == null) {
      lose(late);
      vertx.setTimer(
          OpleadConfig.CLOSING_MILLIS, tooLate -> settle(() -> classifier.unanswered(late)));
    } else {
      answer();
    }
    abort();
  }

  /**
   * Closes the channel below the client. The client's own methods flush pending writes first, so a
   * server that stops reading would hold the connection, and could still receive the rest of a lead
   * that counts as not sent.
   */
  private void abort() {
    ChannelHandlerContext client = ((ConnectionBase) request.connection()).channelHandlerContext();
    ChannelFuture unused = client.close();
  }

  /** A connection that was answered before the whole request was sent is not reusable. */
  private void answer() {
    if (response == null || received != null) {
      return;
    }
    received = received(body());
    settle(this::meaning);
    if (!written.isComplete()) {
      abort();
    }
  }

  /** A body that cannot be classified or quoted does not change the meaning of the status. */
  private Outcome meaning() {
    try {
      return classifier.answered(received);
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.errorf("answer body not classified cause=%s", bug.getClass().getName());
      return classifier.answered(received(AnswerBody.unreadable(UNREADABLE_BODY)));
    }
  }

  private AnswerBody body() {
    try {
      return AnswerBody.read(
          body.getBytes(),
          header(HttpHeaders.CONTENT_TYPE),
          header(HttpHeaders.CONTENT_ENCODING),
          MOST_ANSWER_BYTES);
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.errorf("answer body not readable cause=%s", bug.getClass().getName());
      return AnswerBody.unreadable(UNREADABLE_BODY);
    }
  }

  private String excerpt() {
    try {
      return AnswerExcerpt.of(received.status(), received.body(), token);
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.errorf("answer body not quoted cause=%s", bug.getClass().getName());
      return AnswerReason.of(received.status());
    }
  }

  private HttpAnswer received(AnswerBody said) {
    return new HttpAnswer(
        response.statusCode(), header(HttpHeaders.RETRY_AFTER), header(HttpHeaders.LOCATION), said);
  }

  private Optional<String> header(CharSequence name) {
    return Optional.ofNullable(response.getHeader(name));
  }

  /** Waits for the end of the write, which alone shows whether the whole request was sent. */
  private void lose(Throwable failure) {
    written
        .onSuccess(whole -> settle(() -> classifier.unanswered(failure)))
        .onFailure(partial -> settle(() -> classifier.unsent(failure)));
  }

  /** The first outcome wins: a deliberate close is reported as a lost connection. */
  private void settle(Supplier<Outcome> outcome) {
    if (!reply.future().isComplete()) {
      Future.succeededFuture().map(now -> replyOf(outcome.get())).onComplete(reply);
    }
  }

  private OpleadReply replyOf(Outcome outcome) {
    Duration sinceSent =
        written.succeeded() ? Duration.ofNanos(System.nanoTime() - writtenAt) : Duration.ZERO;
    return received == null
        ? new OpleadReply(outcome, Optional.of(sinceSent))
        : new OpleadReply(
            outcome,
            Optional.of(sinceSent),
            Optional.of(received.status()),
            outcome.kind().isAnswer() ? Optional.empty() : Optional.of(excerpt()),
            AnswerFlaw.of(received, accepted));
  }
}
