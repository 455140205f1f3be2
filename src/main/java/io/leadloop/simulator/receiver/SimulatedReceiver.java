package io.leadloop.simulator.receiver;

import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;

/**
 * Receivers on their own free loopback port, on one event loop. Several may run on one Vert.x; each
 * starts once. State is in memory only.
 */
public final class SimulatedReceiver implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Receivers receivers;
  private final HttpServer server;
  private Future<HttpServer> listening;

  /** Uses the system clock and the default bounds. */
  public SimulatedReceiver(Vertx vertx) {
    this(vertx, ReceiverBounds.defaults(), SimulatorClock.system());
  }

  /** Uses the given clock for times and for the age of signatures. */
  public SimulatedReceiver(Vertx vertx, ReceiverBounds bounds, SimulatorClock clock) {
    receivers = new Receivers(bounds);
    ReceiverRoutes routes = new ReceiverRoutes(vertx, clock, receivers);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
            .requestHandler(routes::serveOrRefuse);
  }

  /** Starts listening. */
  public synchronized Future<SimulatedReceiver> start() {
    if (listening != null) {
      throw new IllegalStateException("a simulator starts once");
    }
    listening = server.listen(0, LOOPBACK);
    return listening.map(this);
  }

  /** Blocks until it listens; must not be called on an event loop. */
  public SimulatedReceiver startAndAwait() {
    refuseEventLoop();
    return await(start());
  }

  /** The address under which every receiver has its name. Available once it listens. */
  public URI baseUrl() {
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort() + ReceiverRoutes.PATH);
  }

  /** The address of one receiver. Available once it listens. */
  public URI url(String name) {
    return URI.create(baseUrl() + "/" + name);
  }

  public Receivers receivers() {
    return receivers;
  }

  /** The receiver of this name, new if there is none. */
  public Receiver at(String name) {
    return receivers.at(name);
  }

  /** Closes the port and all connections. Idempotent. */
  public Future<Void> stop() {
    return server.close();
  }

  /** Blocks until it is stopped; must not be called on an event loop. */
  @Override
  public void close() {
    refuseEventLoop();
    await(stop());
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
