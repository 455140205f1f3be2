package io.leadloop.simulator;

import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Vertx;

/** A listening simulator with its own Vert.x and one token. */
public final class RunningOplead implements AutoCloseable {

  public static final String TOKEN = "oplead-token-0001";

  public final Vertx vertx = Vertx.vertx();
  public final SimulatedOplead oplead;
  public final OpleadCaller caller;

  public RunningOplead(SimulatorSettings settings) {
    this(settings, SimulatorClock.system());
  }

  public RunningOplead(SimulatorSettings settings, SimulatorClock clock) {
    oplead = new SimulatedOplead(vertx, settings, clock);
    oplead.accept(TOKEN);
    caller = new OpleadCaller(oplead.startAndAwait().baseUrl(), TOKEN);
  }

  public OpleadCaller callerWith(String token) {
    return new OpleadCaller(oplead.baseUrl(), token);
  }

  @Override
  public void close() {
    oplead.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
