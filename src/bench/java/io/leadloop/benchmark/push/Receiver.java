package io.leadloop.benchmark.push;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** Endpoints of providers on an event loop of their own: one that answers, one that hangs. */
final class Receiver implements AutoCloseable {
  private static final String PROMPT = "/prompt";
  private static final String HANGING = "/hanging";

  /** A UUIDv7 begins with the milliseconds since 1970, before 16 other bits of its first half. */
  private static final int BITS_BEHIND_THE_TIME = 16;

  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private final LongAdder received = new LongAdder();
  private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);

  Receiver() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::receive)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** The address of the endpoint that answers at once. */
  URI prompt() {
    return at(PROMPT);
  }

  /** The address of the endpoint that never answers. */
  URI hanging() {
    return at(HANGING);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  private void receive(HttpServerRequest request) {
    if (request.path().equals(PROMPT)) {
      enter(UUID.fromString(request.getHeader("webhook-id")), Instant.now());
      request.endHandler(end -> request.response().setStatusCode(204).end());
    }
  }

  /** The id of an event is made when the event is about to be stored. */
  private void enter(UUID event, Instant now) {
    long made = event.getMostSignificantBits() >>> BITS_BEHIND_THE_TIME;
    long waited = TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli() - made);
    synchronized (micros) {
      micros.recordValue(Math.max(0, Math.min(waited, LONGEST_MICROS)));
    }
    received.increment();
  }

  /** Events that were answered so far. */
  long received() {
    return received.sum();
  }

  /** Waits for so many events in all; fails if they do not come. */
  void await(long events, long withinSeconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
    while (received() < events) {
      Thread.sleep(5);
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "%,d events were expected, and %,d came".formatted(events, received()));
      }
    }
  }

  /** Microseconds from stored to received, of all events since the last call. */
  Histogram latencies() {
    synchronized (micros) {
      Histogram copy = micros.copy();
      micros.reset();
      return copy;
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
