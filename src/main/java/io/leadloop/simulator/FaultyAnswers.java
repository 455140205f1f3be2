package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.fault.LongResponse;
import io.leadloop.simulator.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Executes and answers an admitted request, applying a matching fault. */
final class FaultyAnswers {

  private final Vertx vertx;
  private final Reception reception;
  private final Faults faults;

  FaultyAnswers(Vertx vertx, Reception reception, Faults faults) {
    this.vertx = vertx;
    this.reception = reception;
    this.faults = faults;
  }

  void answer(
      RoutingContext context,
      FaultTarget kind,
      Function<SimulatedExchange, Future<Answer>> endpoint) {
    SimulatedExchange exchange = SimulatedExchange.of(context);
    Supplier<Future<Answer>> result = () -> endpoint.apply(exchange);
    faults
        .meet(exchange.owner(), kind)
        .ifPresentOrElse(
            fault -> answer(context, fault, result),
            () -> result.get().onComplete(a -> reception.answer(context, a), context::fail));
  }

  private void answer(
      RoutingContext context, FaultAction fault, Supplier<Future<Answer>> endpoint) {
    switch (fault.kind()) {
      case ANSWER -> reception.answer(context, ((FaultAction.AnswerWith) fault).answer());
      case DROP -> reception.disconnect(context);
      case LOSE_ANSWER -> endpoint.get().onComplete(lost -> reception.disconnect(context));
      case HANG -> reception.hang(context);
      case TRICKLE -> {
        Duration pause = ((FaultAction.Trickle) fault).pause();
        execute(context, endpoint, response -> LongResponse.trickle(vertx, response, pause));
      }
      case FLOOD -> execute(context, endpoint, LongResponse::flood);
      case DELAY -> {
        Duration time = ((FaultAction.Delay) fault).time();
        endpoint.get().onComplete(a -> answerAfter(time, context, a), context::fail);
      }
      case SILENCE, REPEAT, EARLY, FORGE ->
          throw new IllegalStateException("not applicable to requests: " + fault);
    }
  }

  private void execute(
      RoutingContext context,
      Supplier<Future<Answer>> endpoint,
      Consumer<HttpServerResponse> response) {
    endpoint.get().onComplete(unsent -> reception.answer(context, response), context::fail);
  }

  private void answerAfter(Duration time, RoutingContext context, Answer answer) {
    vertx.setTimer(time.toMillis(), timer -> reception.answer(context, answer));
  }
}
