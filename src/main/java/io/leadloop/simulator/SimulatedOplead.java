package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.fault.ScriptedFault;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;

/**
 * One simulated Oplead on a loopback port of its own. Any number may run on one Vert.x; each starts
 * once. Nothing is kept beyond its life, and what it did can be asked of its {@link #ledger()}.
 */
public final class SimulatedOplead implements AutoCloseable {

  private final Vertx vertx;
  private final TokenGate gate;
  private final Faults faults = new Faults();
  private final Ledger ledger;
  private final SimulatorVerticle verticle;
  private Future<String> deployment;
  private Future<Void> end;

  /** A simulator on the machine's own time. */
  public SimulatedOplead(Vertx vertx, SimulatorSettings settings) {
    this(vertx, settings, SimulatorClock.system());
  }

  /** A simulator whose quota and times follow the clock given. */
  public SimulatedOplead(Vertx vertx, SimulatorSettings settings, SimulatorClock clock) {
    this.vertx = vertx;
    this.gate = new TokenGate(settings);
    this.ledger = new Ledger(settings.memory());
    this.verticle = new SimulatorVerticle(settings, clock, gate, faults, ledger);
  }

  /** Listens; the future fails where the port is taken, and holds this simulator elsewhere. */
  public synchronized Future<SimulatedOplead> start() {
    if (deployment != null || end != null) {
      throw new IllegalStateException("a simulator starts once");
    }
    deployment = vertx.deployVerticle(verticle);
    return deployment.map(this);
  }

  /** Listens before it returns. For tests and for threads that may block: not an event loop. */
  public SimulatedOplead startAndAwait() {
    refuseEventLoop();
    return await(start());
  }

  /** Makes a token known, before the start or at any time after; each has a quota of its own. */
  public void accept(String token) {
    gate.accept(new AccessToken(token));
  }

  /** Has a token's requests or callbacks meet a fault, after those scripted before; any thread. */
  public void fault(String token, FaultRule rule) {
    faults.script(new AccessToken(token), rule);
  }

  /** A token's faults in the order in which they were scripted, spent ones too; any thread. */
  public List<ScriptedFault> faults(String token) {
    return faults.of(new AccessToken(token));
  }

  /** Ends a token's faults; what is delayed by one already still comes late. Any thread. */
  public void clearFaults(String token) {
    faults.clear(new AccessToken(token));
  }

  /** Where faults are scripted over HTTP. Known once it listens. */
  public URI faultsUrl() {
    return baseUrl().resolve(FaultEndpoints.PATH);
  }

  /** What the leads' paths are relative to, as a customer's base URL. Known once it listens. */
  public URI baseUrl() {
    return URI.create(verticle.baseUrl());
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Closes the port, every connection and every lead's life. A second call changes nothing. */
  public synchronized Future<Void> stop() {
    if (end == null) {
      end = deployment == null ? Future.succeededFuture() : deployment.transform(this::undeploy);
    }
    return end;
  }

  /** Stops before it returns. Like {@link #startAndAwait()} not for an event loop. */
  @Override
  public void close() {
    refuseEventLoop();
    await(stop());
  }

  private Future<Void> undeploy(AsyncResult<String> started) {
    return started.succeeded() ? vertx.undeploy(started.result()) : Future.succeededFuture();
  }

  private static void refuseEventLoop() {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("an event loop must not wait: use start() and stop()");
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
