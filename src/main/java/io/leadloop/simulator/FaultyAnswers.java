package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

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
    Optional<FaultAction> fault = faults.meet(exchange.owner(), kind);
    if (fault.isEmpty()) {
      endpoint.apply(exchange).onComplete(a -> reception.answer(context, a), context::fail);
    } else if (fault.get() instanceof FaultAction.AnswerWith answer) {
      reception.answer(context, scriptedAnswer(answer));
    } else if (fault.get() instanceof FaultAction.Drop) {
      reception.disconnect(context);
    } else if (fault.get() instanceof FaultAction.LoseAnswer) {
      endpoint.apply(exchange).onComplete(lost -> reception.disconnect(context));
    } else if (fault.get() instanceof FaultAction.Delay delay) {
      endpoint
          .apply(exchange)
          .onComplete(a -> answerAfter(delay.time(), context, a), context::fail);
    } else {
      throw new IllegalStateException("not applicable to requests: " + fault.get());
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
