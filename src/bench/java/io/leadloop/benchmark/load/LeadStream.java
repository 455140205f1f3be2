package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leads line by line in one request, whose answer comes line by line while it is still sent. A line
 * that is not a lead fails the stream.
 */
final class LeadStream {
  private static final String NDJSON = "application/x-ndjson";
  private static final int LINES_A_WRITE = 64;
  private static final String MARK_OF_A_LEAD = "\"state\":\"queued\"";
  private static final String MARK_OF_THE_LAST_LINE = "{\"summary\":";

  private final HttpClient client;
  private final Submissions submissions;
  private final long end;
  private final Promise<Long> done = Promise.promise();
  private long sent;
  private long answered;

  private LeadStream(HttpClient client, Submissions submissions, Duration duration) {
    this.client = client;
    this.submissions = submissions;
    this.end = System.nanoTime() + duration.toNanos();
  }

  /** Whether the gateway takes NDJSON at all: a line of it is not answered with 415. */
  static boolean isServed(HttpClient client, Target target, Submissions submissions) {
    return client
        .request(request(target))
        .compose(request -> request.send(submissions.nextLine()))
        .compose(answer -> answer.end().map(answer.statusCode() != 415))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** Streams on several connections for that long; the leads that were answered. */
  static long run(
      Vertx vertx, HttpClient client, Target target, Submissions submissions, Duration duration) {
    List<LeadStream> streams =
        IntStream.range(0, BenchmarkSettings.STREAMS)
            .mapToObj(i -> new LeadStream(client, submissions, duration))
            .toList();
    vertx.runOnContext(now -> streams.forEach(stream -> stream.start(request(target))));
    return Future.all(streams.stream().map(stream -> stream.done.future()).toList())
        .map(all -> all.<Long>list().stream().mapToLong(leads -> leads).sum())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static RequestOptions request(Target target) {
    return Call.post(target, "/v1/leads", NDJSON);
  }

  private void start(RequestOptions options) {
    client
        .request(options)
        .onSuccess(
            request -> {
              request.response().onSuccess(this::read).onFailure(done::tryFail);
              request.setChunked(true).exceptionHandler(done::tryFail);
              write(request);
            })
        .onFailure(done::tryFail);
  }

  /** Writes as long as the connection takes it, and again when it does. */
  private void write(HttpClientRequest request) {
    while (System.nanoTime() < end && !done.future().isComplete()) {
      if (request.writeQueueFull()) {
        request.drainHandler(drained -> write(request));
        return;
      }
      request.write(lines());
    }
    request.drainHandler(null).end();
  }

  private Buffer lines() {
    Buffer lines = Buffer.buffer();
    for (int i = 0; i < LINES_A_WRITE; i++) {
      lines.appendBuffer(submissions.nextLine());
    }
    sent += LINES_A_WRITE;
    return lines;
  }

  private void read(HttpClientResponse answer) {
    if (answer.statusCode() == 200) {
      answer.exceptionHandler(done::tryFail).endHandler(ended -> finish());
      answer.handler(RecordParser.newDelimited("\n", this::readLine));
    } else {
      done.tryFail("the stream was answered " + answer.statusCode());
    }
  }

  private void readLine(Buffer line) {
    if (line.toString().contains(MARK_OF_A_LEAD)) {
      answered++;
    } else if (!line.toString().startsWith(MARK_OF_THE_LAST_LINE)) {
      done.tryFail("no lead, but " + line);
    }
  }

  private void finish() {
    if (answered == sent) {
      done.tryComplete(answered);
    } else {
      done.tryFail(sent + " lines were sent, and " + answered + " answered");
    }
  }
}
