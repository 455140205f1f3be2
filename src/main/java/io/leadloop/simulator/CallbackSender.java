package io.leadloop.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends one callback, once, and enters what became of it in the ledger. */
final class CallbackSender {

  private static final int UNANSWERED = 0;

  private final HttpClient client;
  private final SimulatorClock clock;
  private final Ledger ledger;
  private final HttpMethod verb;
  private final Duration timeout;

  CallbackSender(
      HttpClient client, SimulatorClock clock, Ledger ledger, SimulatorSettings settings) {
    this.client = client;
    this.clock = clock;
    this.ledger = ledger;
    this.verb = HttpMethod.valueOf(settings.callbackVerb().name());
    this.timeout = settings.callbackTimeout();
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

  /** Two clocks run: the request's own frees its connection, the other bounds the whole call. */
  private Future<Integer> call(String url, Buffer body) {
    return Future.succeededFuture(url)
        .map(this::request)
        .compose(client::request)
        .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
        .compose(response -> response.end().map(response.statusCode()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private RequestOptions request(String url) {
    return new RequestOptions().setAbsoluteURI(url).setMethod(verb).setTimeout(timeout.toMillis());
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
