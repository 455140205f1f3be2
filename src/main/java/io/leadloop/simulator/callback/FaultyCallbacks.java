package io.leadloop.simulator.callback;

import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.ledger.CallbackKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Sends callbacks, applying matching faults. */
public final class FaultyCallbacks {

  private final Vertx vertx;
  private final CallbackSender sender;
  private final Faults faults;

  public FaultyCallbacks(Vertx vertx, CallbackSender sender, Faults faults) {
    this.vertx = vertx;
    this.sender = sender;
    this.faults = faults;
  }

  /** Succeeds when the callback is done, at once if it is delayed or dropped. */
  Future<Void> send(OutgoingCallback callback) {
    return faults
        .meet(callback.owner(), targetOf(callback))
        .map(action -> send(callback, action))
        .orElseGet(() -> sender.send(callback));
  }

  private Future<Void> send(OutgoingCallback callback, FaultAction action) {
    return switch (action.kind()) {
      case SILENCE -> Future.succeededFuture();
      case DELAY -> sendLater(callback, ((FaultAction.Delay) action).time());
      case REPEAT -> send(callback, ((FaultAction.Repeat) action).times());
      case FORGE -> sender.send(callback).compose(sent -> sender.send(callback.forged()));
      case ANSWER, LOSE_ANSWER, DROP, HANG, TRICKLE, FLOOD, EARLY ->
          throw new IllegalStateException("not applicable to callbacks: " + action);
    };
  }

  private Future<Void> sendLater(OutgoingCallback callback, Duration time) {
    vertx.setTimer(time.toMillis(), timer -> sender.send(callback));
    return Future.succeededFuture();
  }

  private Future<Void> send(OutgoingCallback callback, int again) {
    Future<Void> sent = sender.send(callback);
    return again == 0 ? sent : sent.compose(ended -> send(callback, again - 1));
  }

  private static FaultTarget targetOf(OutgoingCallback callback) {
    return callback.kind() == CallbackKind.SUBSCRIPTION
        ? FaultTarget.NOTIFICATION
        : FaultTarget.CALLBACK;
  }
}
