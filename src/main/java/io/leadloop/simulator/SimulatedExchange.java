package io.leadloop.simulator;

import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.ledger.Moment;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A request in progress, between its arrival and its answer. */
record SimulatedExchange(
    Moment arrival, Optional<AccessToken> token, Optional<Answer> refusal, RequestBody body) {

  private static final String KEY = SimulatedExchange.class.getName();

  static SimulatedExchange of(RoutingContext context) {
    return context.get(KEY);
  }

  /** The token of an admitted request. */
  AccessToken owner() {
    return token.orElseThrow();
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }

  /** The request's ledger entry; status 0 means that it was not answered. */
  RecordedRequest answered(RoutingContext context, int status) {
    return new RecordedRequest(
        arrival,
        token,
        context.request().method().name(),
        context.request().uri(),
        refusal.isEmpty(),
        status,
        body.bytes());
  }
}
