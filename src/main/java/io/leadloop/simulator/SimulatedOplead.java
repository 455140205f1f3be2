package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.fault.ScriptedFault;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.leadloop.simulator.receiver.Receivers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;

/**
 * One simulated Oplead on its own loopback port. Several may run on one Vert.x; each starts once.
 * State is in memory only; its {@link #ledger()} records what happened.
 */
public final class SimulatedOplead implements AutoCloseable {

  private final Vertx vertx;
  private final TokenGate gate;
  private final Faults faults = new Faults();
  private final Ledger ledger;
  private final Receivers receivers = new Receivers();
  private final SimulatorVerticle verticle;
  private Future<String> deployment;
  private Future<Void> end;

  /** Uses the system clock. */
  public SimulatedOplead(Vertx vertx, SimulatorSettings settings) {
    this(vertx, settings, SimulatorClock.system());
  }

  /** Uses the given clock for quota and times. */
  public SimulatedOplead(Vertx vertx, SimulatorSettings settings, SimulatorClock clock) {
    this.vertx = vertx;
    this.gate = new TokenGate(settings);
    this.ledger = new Ledger(settings.memory());
    this.verticle = new SimulatorVerticle(settings, clock, gate, faults, ledger, receivers);
  }

  /** Starts listening; the future fails if the port is in use. */
  public synchronized Future<SimulatedOplead> start() {
    if (deployment != null || end != null) {
      throw new IllegalStateException("a simulator starts once");
    }
    deployment = vertx.deployVerticle(verticle);
    return deployment.map(this);
  }

  /** Blocks until it listens; must not be called on an event loop. */
  public SimulatedOplead startAndAwait() {
    refuseEventLoop();
    return await(start());
  }

  /** Registers a token with its own quota, before or after the start. */
  public void accept(String token) {
    gate.accept(new AccessToken(token));
  }

  /** Scripts a fault of a token's requests or callbacks, after earlier ones. Thread-safe. */
  public void fault(String token, FaultRule rule) {
    faults.script(new AccessToken(token), rule);
  }

  /** A token's faults in script order, including spent ones. Thread-safe. */
  public List<ScriptedFault> faults(String token) {
    return faults.of(new AccessToken(token));
  }

  /** Clears a token's faults; delays already in progress continue. Thread-safe. */
  public void clearFaults(String token) {
    faults.clear(new AccessToken(token));
  }

  /** The URL for scripting faults. Available once it listens. */
  public URI faultsUrl() {
    return baseUrl().resolve(FaultEndpoints.PATH);
  }

  /** The base URL for customers. Available once it listens. */
  public URI baseUrl() {
    return URI.create(verticle.baseUrl());
  }

  /** The address of the older form import. Available once it listens. */
  public URI formUrl() {
    return URI.create(verticle.formUrl());
  }

  /** The base URL of the receivers. Available once it listens. */
  public URI receiversUrl() {
    return URI.create(verticle.receiversUrl());
  }

  /** Receivers of the gateway's events on the same port. */
  public Receivers receivers() {
    return receivers;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Closes the port and all connections and ends all life cycles. Idempotent. */
  public synchronized Future<Void> stop() {
    if (end == null) {
      end = deployment == null ? Future.succeededFuture() : deployment.transform(this::undeploy);
    }
    return end;
  }

  /** Blocks until it is stopped; must not be called on an event loop. */
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
