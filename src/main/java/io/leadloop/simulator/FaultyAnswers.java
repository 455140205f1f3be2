package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
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
      case ANSWER -> reception.answer(context, scriptedAnswer((FaultAction.AnswerWith) fault));
      case DROP -> reception.disconnect(context);
      case LOSE_ANSWER -> endpoint.get().onComplete(lost -> reception.disconnect(context));
      case DELAY -> {
        Duration time = ((FaultAction.Delay) fault).time();
        endpoint.get().onComplete(a -> answerAfter(time, context, a), context::fail);
      }
      case SILENCE, REPEAT, EARLY, FORGE ->
          throw new IllegalStateException("not applicable to requests: " + fault);
    }
  }

  private void answerAfter(Duration time, RoutingContext context, Answer answer) {
    vertx.setTimer(time.toMillis(), timer -> reception.answer(context, answer));
  }

  private static Answer scriptedAnswer(FaultAction.AnswerWith scripted) {
    Answer answer =
        scripted
            .body()
            .map(text -> Answer.ofText(scripted.status(), text))
            .orElseGet(() -> Answer.problem(scripted.status(), "a scripted fault"));
    Answer timed =
        scripted.retryAfter().map(value -> answer.withHeader("Retry-After", value)).orElse(answer);
    return timed.withHeaders(scripted.headers());
  }
}
