package io.leadloop.simulator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Everything of one simulator on one event loop: what arrives is counted in one order, without
 * locks. As a verticle it is undeployed with its server, its connections and its timers.
 */
final class SimulatorVerticle extends AbstractVerticle {

  private static final Logger LOG = Logger.getLogger(SimulatorVerticle.class);
  private static final String LOOPBACK = "127.0.0.1";

  private final SimulatorSettings settings;
  private final SimulatorClock clock;
  private final Reception reception;
  private final Ledger ledger;
  private LeadLife life;
  private volatile int port;

  SimulatorVerticle(
      SimulatorSettings settings, SimulatorClock clock, TokenGate gate, Ledger ledger) {
    this.settings = settings;
    this.clock = clock;
    this.ledger = ledger;
    this.reception = new Reception(clock, gate, ledger);
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
        .requestHandler(routes(endpoints()))
        .listen(settings.port(), LOOPBACK)
        .onSuccess(server -> port = server.actualPort())
        .<Void>mapEmpty()
        .onComplete(started);
  }

  @Override
  public void stop() {
    life.stop();
  }

  String baseUrl() {
    return "http://" + LOOPBACK + ":" + port + settings.pathPrefix();
  }

  private LeadEndpoints endpoints() {
    LeadStore leads = new LeadStore(settings.firstId(), settings.memory());
    CallbackSender sender = new CallbackSender(vertx, clock, ledger, settings);
    life = new LeadLife(vertx, leads, sender, clock, settings);
    return new LeadEndpoints(leads, life, clock);
  }

  private Router routes(LeadEndpoints endpoints) {
    Router router = Router.router(vertx);
    String leads = settings.pathPrefix() + "/leads";
    router.route().handler(reception::receive);
    router.post(leads).handler(context -> answer(context, endpoints::create));
    router.get(leads).handler(context -> answer(context, endpoints::list));
    router
        .get(leads + "/:id")
        .handler(c -> answer(c, exchange -> endpoints.read(exchange, c.pathParam("id"))));
    refuseWith(router, 400, "the request cannot be read");
    refuseWith(router, 404, "no such resource");
    refuseWith(router, 405, "the resource does not know this verb");
    router.errorHandler(500, this::answerBug);
    return router;
  }

  private void answer(RoutingContext context, Function<Exchange, Answer> endpoint) {
    reception.answer(context, endpoint.apply(Exchange.of(context)));
  }

  private void refuseWith(Router router, int status, String message) {
    Answer answer = Answer.problem(status, message);
    router.errorHandler(status, context -> reception.answer(context, answer));
  }

  private void answerBug(RoutingContext context) {
    LOG.errorf(context.failure(), "simulator failed verb=%s", context.request().method());
    reception.answer(context, Answer.problem(500, "the simulator failed"));
  }
}
