package io.leadloop.benchmark.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Requests at a rate that does not wait for answers, as many senders make it. A request's latency
 * counts from the moment it was due, so one that stood behind a slow one shows how long it stood
 * (no coordinated omission).
 */
final class OpenLoad {
  private static final long TICK_MILLIS = 1;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;

  private final Vertx vertx;
  private final HttpClient client;
  private final Function<HttpClient, Future<Void>> call;
  private final double nanosApart;
  private final long requests;
  private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
  private final Promise<Histogram> done = Promise.promise();
  private long start;
  private long sent;

  private OpenLoad(
      Vertx vertx,
      HttpClient client,
      Function<HttpClient, Future<Void>> call,
      double perSecond,
      Duration duration) {
    this.vertx = vertx;
    this.client = client;
    this.call = call;
    this.nanosApart = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.requests = (long) (duration.toNanos() / nanosApart);
  }

  /** The latencies of all requests, in microseconds. */
  static Histogram run(
      Vertx vertx,
      HttpClient client,
      Function<HttpClient, Future<Void>> call,
      double perSecond,
      Duration duration) {
    OpenLoad load = new OpenLoad(vertx, client, call, perSecond, duration);
    vertx.runOnContext(now -> load.start());
    return load.done.future().toCompletionStage().toCompletableFuture().join();
  }

  private void start() {
    start = System.nanoTime();
    vertx.setPeriodic(TICK_MILLIS, this::sendDue);
  }

  private void sendDue(long timer) {
    long now = System.nanoTime();
    while (sent < requests && due(sent) <= now) {
      send(due(sent++));
    }
    if (sent == requests || done.future().isComplete()) {
      vertx.cancelTimer(timer);
    }
  }

  private long due(long number) {
    return start + (long) (number * nanosApart);
  }

  private void send(long due) {
    call.apply(client).onSuccess(answer -> record(due)).onFailure(done::tryFail);
  }

  private void record(long due) {
    long waited = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
    micros.recordValue(Math.min(waited, LONGEST_MICROS));
    if (micros.getTotalCount() == requests) {
      done.tryComplete(micros);
    }
  }
}
