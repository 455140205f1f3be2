package io.leadloop.simulator;

import io.vertx.core.Vertx;

/** A simulator that listens on a Vert.x of its own and knows one token. */
final class RunningOplead implements AutoCloseable {

  static final String TOKEN = "oplead-token-0001";

  final Vertx vertx = Vertx.vertx();
  final SimulatedOplead oplead;
  final OpleadCaller caller;

  RunningOplead(SimulatorSettings settings) {
    this(settings, SimulatorClock.system());
  }

  RunningOplead(SimulatorSettings settings, SimulatorClock clock) {
    oplead = new SimulatedOplead(vertx, settings, clock);
    oplead.accept(TOKEN);
    caller = new OpleadCaller(oplead.startAndAwait().baseUrl(), TOKEN);
  }

  OpleadCaller callerWith(String token) {
    return new OpleadCaller(oplead.baseUrl(), token);
  }

  @Override
  public void close() {
    oplead.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
