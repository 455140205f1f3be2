package io.leadloop.simulator.callback;

import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.Moment;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends one callback once and records the outcome in the ledger. */
public final class CallbackSender {

  private static final int UNANSWERED = 0;
  private static final int CONNECTIONS = 512;

  private final HttpClient client;
  private final SimulatorClock clock;
  private final Ledger ledger;
  private final Duration timeout;

  public CallbackSender(Vertx vertx, SimulatorClock clock, Ledger ledger, Duration timeout) {
    this.clock = clock;
    this.ledger = ledger;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  /** Succeeds when the callback is done, successful or not. */
  Future<Void> send(OutgoingCallback callback) {
    Moment sent = clock.moment();
    return call(callback)
        .onSuccess(status -> enter(callback, sent, status, ""))
        .onFailure(lost -> enter(callback, sent, UNANSWERED, nameOf(lost)))
        .otherwise(UNANSWERED)
        .mapEmpty();
  }

  private Future<Integer> call(OutgoingCallback callback) {
    return Future.succeededFuture(callback.url())
        .map(url -> new RequestOptions().setAbsoluteURI(url).setMethod(callback.verb()))
        .compose(client::request)
        .compose(request -> exchange(request, callback.body()));
  }

  /**
   * The time-out starts here and not while waiting for a connection, so that no callback is lost
   * for lack of a connection on this side.
   */
  private Future<Integer> exchange(HttpClientRequest request, Buffer body) {
    return request
        .putHeader("Content-Type", "application/json")
        .send(body)
        .compose(response -> response.end().map(response.statusCode()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(lost -> request.reset());
  }

  /** The class only, since a message may contain the address, which is a secret. */
  private static String nameOf(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private void enter(OutgoingCallback callback, Moment sent, int status, String failure) {
    ledger.enter(callback.ended(sent, clock.moment(), status, failure));
  }
}
