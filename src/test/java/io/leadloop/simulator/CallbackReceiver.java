package io.leadloop.simulator;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The gateway's side of the callbacks: answers each with one status, or holds all answers. */
public final class CallbackReceiver implements AutoCloseable {

  private final List<String> verbs = new CopyOnWriteArrayList<>();
  private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Promise<Void> release = Promise.promise();
  private final int status;
  private final HttpServer server;

  public CallbackReceiver(Vertx vertx, int status) {
    this.status = status;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::receive)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** A receiver that holds all answers until {@link #release()}. */
  public static CallbackReceiver holding(Vertx vertx) {
    return new CallbackReceiver(vertx, 0);
  }

  public void release() {
    release.complete();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/callbacks/secret-of-the-lead");
  }

  public List<String> verbs() {
    return verbs;
  }

  public List<JsonObject> bodies() {
    return bodies;
  }

  public List<String> labels() {
    return bodies.stream().map(body -> body.getJsonObject("status").getString("label")).toList();
  }

  public int mostOpen() {
    return mostOpen.get();
  }

  private void receive(HttpServerRequest request) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    request.bodyHandler(
        body -> {
          verbs.add(request.method().name());
          bodies.add(body.toJsonObject());
          if (status == 0) {
            release.future().onComplete(released -> answer(request, 200));
          } else {
            answer(request, status);
          }
        });
  }

  private void answer(HttpServerRequest request, int code) {
    open.decrementAndGet();
    request.response().setStatusCode(code).end();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
