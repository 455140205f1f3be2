package io.leadloop.simulator;

import io.leadloop.simulator.fault.FaultTarget;
import io.leadloop.simulator.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Routes paths and verbs to endpoints and to the faults that apply to them. */
final class SimulatorRoutes {

  private static final Logger LOG = Logger.getLogger(SimulatorRoutes.class);

  private final Router router;
  private final String prefix;
  private final Reception reception;
  private final FaultyAnswers answers;

  SimulatorRoutes(Vertx vertx, String prefix, Reception reception, FaultyAnswers answers) {
    this.router = Router.router(vertx);
    this.prefix = prefix;
    this.reception = reception;
    this.answers = answers;
  }

  /** Must be added first: every other request is received, which counts and records it. */
  SimulatorRoutes add(FaultEndpoints faults) {
    router.route().handler(context -> receive(context, faults));
    return this;
  }

  SimulatorRoutes add(LeadEndpoints leads) {
    route(HttpMethod.POST, "/leads", FaultTarget.CREATE, context -> leads::create);
    route(
        HttpMethod.GET,
        "/leads",
        FaultTarget.READ,
        context -> now(exchange -> leads.list(exchange, parameter(context, "limit"))));
    route(HttpMethod.GET, "/leads/:id", FaultTarget.READ, byId(leads::read));
    return this;
  }

  SimulatorRoutes add(FormEndpoint form) {
    router
        .route(HttpMethod.POST, FormEndpoint.PATH)
        .handler(context -> answers.answer(context, FaultTarget.CREATE, form::submit));
    return this;
  }

  SimulatorRoutes add(DocumentEndpoints documents) {
    var attach = byId(documents::attach);
    route(HttpMethod.POST, "/leads/:id/document/add", FaultTarget.DOCUMENT, attach);
    route(HttpMethod.POST, "/leads/:id/attachments", FaultTarget.DOCUMENT, attach);
    return this;
  }

  SimulatorRoutes add(StatusEndpoint status) {
    route(HttpMethod.PUT, "/leads/:id/status", FaultTarget.STATUS, byId(status::set));
    return this;
  }

  SimulatorRoutes add(SubscriptionEndpoints subscriptions) {
    FaultTarget kind = FaultTarget.SUBSCRIPTION;
    route(HttpMethod.POST, "/subscriptions", kind, context -> now(subscriptions::create));
    route(HttpMethod.GET, "/subscriptions", kind, context -> now(subscriptions::list));
    route(HttpMethod.DELETE, "/subscriptions/:id", kind, byId(subscriptions::delete));
    return this;
  }

  /** The router, which rejects all other requests. */
  Router router() {
    refuseWith(400, "the request cannot be read");
    refuseWith(404, "no such resource");
    refuseWith(405, "the resource does not know this verb");
    router.errorHandler(500, this::answerBug);
    return router;
  }

  /**
   * Compares the raw path, because a route would reject malformed paths before they are counted.
   */
  private void receive(RoutingContext context, FaultEndpoints faults) {
    if (FaultEndpoints.PATH.equals(context.request().path())) {
      faults.serve(context);
    } else {
      reception.receive(context);
    }
  }

  private void route(
      HttpMethod verb,
      String path,
      FaultTarget kind,
      Function<RoutingContext, Function<SimulatedExchange, Future<Answer>>> endpoint) {
    router
        .route(verb, prefix + path)
        .handler(context -> answers.answer(context, kind, endpoint.apply(context)));
  }

  private static Function<RoutingContext, Function<SimulatedExchange, Future<Answer>>> byId(
      BiFunction<SimulatedExchange, String, Answer> endpoint) {
    return context -> now(exchange -> endpoint.apply(exchange, context.pathParam("id")));
  }

  private static Function<SimulatedExchange, Future<Answer>> now(
      Function<SimulatedExchange, Answer> endpoint) {
    return exchange -> Future.succeededFuture(endpoint.apply(exchange));
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst();
  }

  private void refuseWith(int status, String message) {
    Answer answer = Answer.problem(status, message);
    router.errorHandler(status, context -> reception.answer(context, answer));
  }

  private void answerBug(RoutingContext context) {
    LOG.errorf(context.failure(), "simulator failed verb=%s", context.request().method());
    reception.answer(context, Answer.problem(500, "the simulator failed"));
  }
}
