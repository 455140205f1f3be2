package io.leadloop.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.fault.FaultAction;
import io.leadloop.simulator.fault.FaultRule;
import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.ledger.CallbackKind;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.RecordedRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The simulated Oplead as a process of its own. What it saw is read at a second port, as JSON; its
 * faults are scripted over HTTP, by anyone. It ends with its parent process.
 */
public final class OpleadMain {
  static final String READY = "oplead is ready: ";
  static final String REQUESTS = "/requests";
  static final String CALLBACKS = "/callbacks";
  static final String CALLBACK_COUNT = "/callbacks/count";
  static final String MOST_REQUESTS = "/requests/most";

  /** Each token's next lead is answered by 10 MiB, which is more than can be scripted over HTTP. */
  static final String FLOOD = "/flood";

  private static final FaultAction FLOODING =
      new FaultAction.AnswerWith(500, Optional.empty(), Optional.of("x".repeat(10 << 20)));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SimulatedOplead oplead;
  private final Ledger ledger;
  private final List<String> tokens;

  private OpleadMain(SimulatedOplead oplead, List<String> tokens) {
    this.oplead = oplead;
    this.ledger = oplead.ledger();
    this.tokens = tokens;
  }

  /** Arguments: the tokens that it knows. */
  public static void main(String... tokens) throws IOException {
    Vertx vertx = Vertx.vertx();
    SimulatedOplead oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .quota(Installation.QUOTA)
                .quotaWindow(Installation.WINDOW)
                .statuses(Installation.STATUSES.toArray(String[]::new))
                .statusDelay(Installation.STATUS_DELAY)
                .callbackTimeout(Duration.ofSeconds(8))
                .memory(Integer.MAX_VALUE)
                .build());
    Stream.of(tokens).forEach(oplead::accept);
    oplead.startAndAwait();
    OpleadMain books = new OpleadMain(oplead, List.of(tokens));
    HttpServer reading =
        vertx
            .createHttpServer()
            .requestHandler(books::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    System.out.println(READY + oplead.baseUrl() + " " + reading.actualPort());
    while (System.in.read() >= 0) {
      // Nothing is ever written: the end of the input is the end of the test.
    }
    Runtime.getRuntime().halt(0);
  }

  private void answer(HttpServerRequest request) {
    try {
      request.response().end(JSON.writeValueAsString(reply(request.path())));
    } catch (JsonProcessingException e) {
      request.response().setStatusCode(500).end(e.getMessage());
    }
  }

  private Object reply(String path) {
    return switch (path) {
      case REQUESTS -> ledger.requests().stream().map(OpleadMain::seen).toList();
      case CALLBACKS ->
          ledger.callbacks().stream()
              .filter(callback -> callback.kind() == CallbackKind.WEBHOOK)
              .map(sent -> new Callback(sent.url(), sent.label(), sent.status()))
              .toList();
      case CALLBACK_COUNT -> ledger.callbacks().size();
      case MOST_REQUESTS ->
          tokens.stream()
              .mapToInt(token -> ledger.mostArrivals(token, Installation.WINDOW))
              .max()
              .orElse(0);
      case FLOOD -> {
        tokens.forEach(token -> oplead.fault(token, FaultRule.once(FaultTarget.CREATE, FLOODING)));
        yield tokens.size();
      }
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static Request seen(RecordedRequest request) {
    return new Request(
        request.verb(),
        request.admitted(),
        request.status(),
        request.body().toString(StandardCharsets.UTF_8));
  }

  /**
   * A request that Oplead saw.
   *
   * @param admitted whether it was within its token's quota
   * @param status of its answer, or 0 where it had none
   */
  record Request(String verb, boolean admitted, int status, String body) {}

  /**
   * A callback that Oplead sent to a lead's own address.
   *
   * @param label the status that it reported
   * @param status of its answer, or 0 where it had none
   */
  record Callback(String url, String label, int status) {}
}
