package io.leadloop.simulator.receiver;

import io.leadloop.simulator.http.Answer;
import io.leadloop.simulator.http.RequestBody;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Routes the paths of all receivers. */
public final class ReceiverRoutes {

  /** The path of a receiver is this, a slash and its name. */
  public static final String PATH = "/receiver";

  private static final Logger LOG = Logger.getLogger(ReceiverRoutes.class);
  private static final String PREFIX = PATH + "/";

  private final Receivers receivers;
  private final EventEndpoint events;
  private final ReceiverEndpoints endpoints;

  public ReceiverRoutes(Vertx vertx, SimulatorClock clock, Receivers receivers) {
    this.receivers = receivers;
    this.events = new EventEndpoint(vertx, clock);
    this.endpoints = new ReceiverEndpoints(receivers);
  }

  /**
   * @param path of a request, may be null
   */
  public static boolean isAt(String path) {
    return path != null && path.startsWith(PREFIX);
  }

  /** Answers every request of a server that has receivers only. */
  void serveOrRefuse(HttpServerRequest request) {
    if (isAt(request.path())) {
      serve(request);
    } else {
      Answer.notFound("resource").writeTo(request.response());
    }
  }

  /** Answers a request to any path of a receiver. */
  public void serve(HttpServerRequest request) {
    String path = request.path().substring(PREFIX.length());
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    String part = slash < 0 ? "" : path.substring(slash + 1);
    if (!Receivers.isName(name)) {
      Answer.notFound("receiver").writeTo(request.response());
    } else if (part.isEmpty() && request.method().equals(HttpMethod.POST)) {
      receive(request, name);
    } else {
      RequestBody.of(request)
          .map(body -> endpoints.answer(new ReceiverCall(request, name, part, body)))
          .otherwise(ReceiverRoutes::bug)
          .onSuccess(answer -> answer.writeTo(request.response()));
    }
  }

  private void receive(HttpServerRequest request, String name) {
    receivers
        .use(name)
        .ifPresentOrElse(
            receiver -> events.receive(request, receiver),
            () -> ReceiverEndpoints.tooMany().writeTo(request.response()));
  }

  private static Answer bug(Throwable failure) {
    LOG.error("simulated receiver failed", failure);
    return Answer.problem(500, "the simulator failed");
  }
}
