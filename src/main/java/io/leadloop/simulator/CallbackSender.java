package io.leadloop.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends one callback, once, and enters what became of it in the ledger. */
final class CallbackSender {

  private static final int UNANSWERED = 0;
  private static final int CONNECTIONS = 512;

  private final HttpClient client;
  private final SimulatorClock clock;
  private final Ledger ledger;
  private final HttpMethod verb;
  private final Duration timeout;

  CallbackSender(Vertx vertx, SimulatorClock clock, Ledger ledger, SimulatorSettings settings) {
    this.clock = clock;
    this.ledger = ledger;
    this.verb = HttpMethod.valueOf(settings.callbackVerb().name());
    this.timeout = settings.callbackTimeout();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  /** Succeeds when the callback has its outcome, good or bad, or when the lead has no webhook. */
  Future<Void> send(SimulatedLead lead) {
    return lead.document()
        .webhookUrl()
        .map(url -> send(lead, url, Buffer.buffer(lead.callback().toString())))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> send(SimulatedLead lead, String url, Buffer body) {
    Moment sent = clock.moment();
    return call(url, body)
        .onSuccess(status -> enter(lead, url, body, sent, status, ""))
        .onFailure(lost -> enter(lead, url, body, sent, UNANSWERED, nameOf(lost)))
        .otherwise(UNANSWERED)
        .mapEmpty();
  }

  private Future<Integer> call(String url, Buffer body) {
    return Future.succeededFuture(url)
        .map(address -> new RequestOptions().setAbsoluteURI(address).setMethod(verb))
        .compose(client::request)
        .compose(request -> exchange(request, body));
  }

  /**
   * The time-out runs from here, not while a connection is waited for: a callback is never lost for
   * want of a connection on this side.
   */
  private Future<Integer> exchange(HttpClientRequest request, Buffer body) {
    return request
        .putHeader("Content-Type", "application/json")
        .send(body)
        .compose(response -> response.end().map(response.statusCode()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(lost -> request.reset());
  }

  /** The kind only: a message may quote the address, which is a secret. */
  private static String nameOf(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private void enter(
      SimulatedLead lead, String url, Buffer body, Moment sent, int status, String failure) {
    String label = lead.status().orElseThrow();
    ledger.enter(
        new RecordedCallback(lead.id(), label, url, body, sent, clock.moment(), status, failure));
  }
}
