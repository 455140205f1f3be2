package io.leadloop.simulator.receiver;

import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A listening receiver with its own Vert.x, and requests to read and to script it. */
final class RunningReceiver implements AutoCloseable {

  static final String NAME = "demo";

  final Vertx vertx = Vertx.vertx();
  final SimulatedReceiver simulated;

  RunningReceiver() {
    this(ReceiverBounds.defaults());
  }

  RunningReceiver(ReceiverBounds bounds) {
    simulated = new SimulatedReceiver(vertx, bounds, SimulatorClock.system()).startAndAwait();
  }

  Receiver receiver() {
    return simulated.at(NAME);
  }

  ReceiverLedger ledger() {
    return receiver().ledger();
  }

  EventSender sender() {
    return EventSender.to(url());
  }

  URI url() {
    return simulated.url(NAME);
  }

  HttpResponse<String> call(String verb, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulated.baseUrl() + path))
            .method(verb, BodyPublishers.ofString(body.replace('\'', '"')));
    return EventSender.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) {
    return call("GET", path, "");
  }

  JsonObject json(String path) {
    return new JsonObject(get(path).body());
  }

  JsonArray list(String path) {
    return new JsonArray(get(path).body());
  }

  /** Scripts a fault that must be accepted. */
  void script(String fault) {
    HttpResponse<String> answer = call("POST", "/" + NAME + "/faults", fault);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
  }

  @Override
  public void close() {
    simulated.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
