package io.leadloop.simulator;

import io.leadloop.simulator.fault.LongResponse;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.BodyReader;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.Moment;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The first and the last step of every request. It records the time and checks the quota when the
 * head arrives, and reads the bodies of rejected requests too, since the ledger records everything
 * that arrived.
 */
final class Reception {

  private static final int UNANSWERED = 0;

  private final SimulatorClock clock;
  private final TokenGate gate;
  private final BodyReader bodies;
  private final Ledger ledger;

  Reception(SimulatorClock clock, TokenGate gate, BodyReader bodies, Ledger ledger) {
    this.clock = clock;
    this.gate = gate;
    this.bodies = bodies;
    this.ledger = ledger;
  }

  /** Passes an admitted request to its route once its body is complete; answers all others. */
  void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    Moment arrival = clock.moment();
    if (FormEndpoint.isAt(request.path())) {
      bodies
          .read(request)
          .map(body -> received(arrival, FormEndpoint.token(body), body))
          .onSuccess(exchange -> admit(context, exchange));
      return;
    }
    Optional<AccessToken> token = AccessToken.ofHeader(request.getHeader("Authorization"));
    Optional<Answer> refusal = gate.refusal(token, arrival);
    bodies
        .read(request)
        .map(body -> new SimulatedExchange(arrival, token, refusal, body))
        .onSuccess(exchange -> admit(context, exchange));
  }

  /** A request whose token is in its body, so it is only counted when that was read. */
  private SimulatedExchange received(
      Moment arrival, Optional<AccessToken> token, RequestBody body) {
    return new SimulatedExchange(arrival, token, gate.refusal(token, arrival), body);
  }

  private void admit(RoutingContext context, SimulatedExchange exchange) {
    exchange.attachTo(context);
    if (exchange.body().broken()) {
      ledger.enter(exchange.answered(context, UNANSWERED));
    } else if (exchange.refusal().isPresent()) {
      answer(context, exchange.refusal().get());
    } else if (exchange.body().tooLarge()) {
      answer(context, Answer.problem(413, "the body is too large"));
    } else {
      context.next();
    }
  }

  /** Records the answer in the ledger, then sends it. */
  void answer(RoutingContext context, Answer answer) {
    ledger.enter(SimulatedExchange.of(context).answered(context, answer.status()));
    answer.writeTo(context.response());
  }

  /** Records status 200 in the ledger, then lets the response be written. */
  void answer(RoutingContext context, Consumer<HttpServerResponse> response) {
    ledger.enter(SimulatedExchange.of(context).answered(context, LongResponse.STATUS));
    response.accept(context.response());
  }

  /** Records in the ledger that there is no answer and leaves the connection open. */
  void hang(RoutingContext context) {
    ledger.enter(SimulatedExchange.of(context).answered(context, UNANSWERED));
  }

  /** Records in the ledger that there is no answer, then closes the connection. */
  void disconnect(RoutingContext context) {
    ledger.enter(SimulatedExchange.of(context).answered(context, UNANSWERED));
    context.request().connection().close();
  }
}
