package io.leadloop.benchmark.load;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;

/**
 * A closed-loop load: each connection sends its next request after the response to the previous
 * one, which measures maximum throughput. Runs on one event loop.
 */
final class ClosedLoad {
  private final HttpClient client;
  private final Call call;
  private final long end;
  private final Promise<Long> done = Promise.promise();
  private int open;
  private long answers;

  private ClosedLoad(HttpClient client, Call call, Duration duration) {
    this.client = client;
    this.call = call;
    this.end = System.nanoTime() + duration.toNanos();
  }

  /** Requests that were answered within the duration. */
  static long run(Vertx vertx, HttpClient client, Call call, int connections, Duration duration) {
    ClosedLoad load = new ClosedLoad(client, call, duration);
    vertx.runOnContext(now -> load.start(connections));
    return load.done.future().toCompletionStage().toCompletableFuture().join();
  }

  private void start(int connections) {
    open = connections;
    for (int i = 0; i < connections; i++) {
      next();
    }
  }

  private void next() {
    call.make(client).onSuccess(answer -> goOn()).onFailure(done::tryFail);
  }

  private void goOn() {
    if (System.nanoTime() < end) {
      answers++;
      next();
    } else if (--open == 0) {
      done.tryComplete(answers);
    }
  }
}
