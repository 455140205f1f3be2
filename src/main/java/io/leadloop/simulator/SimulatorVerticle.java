package io.leadloop.simulator;

import io.leadloop.simulator.callback.Announcements;
import io.leadloop.simulator.callback.CallbackSender;
import io.leadloop.simulator.callback.FaultyCallbacks;
import io.leadloop.simulator.callback.SimulatedSubscriptions;
import io.leadloop.simulator.fault.Faults;
import io.leadloop.simulator.http.BodyReader;
import io.leadloop.simulator.lead.LeadStore;
import io.leadloop.simulator.ledger.Ledger;
import io.leadloop.simulator.ledger.SimulatorClock;
import io.leadloop.simulator.receiver.ReceiverRoutes;
import io.leadloop.simulator.receiver.Receivers;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/**
 * Runs one simulator on one event loop, so that arrivals are counted in one order without locks.
 * Undeploying it closes its server, connections and timers.
 */
final class SimulatorVerticle extends AbstractVerticle {

  private static final String LOOPBACK = "127.0.0.1";

  private final SimulatorSettings settings;
  private final SimulatorClock clock;
  private final TokenGate gate;
  private final Faults faults;
  private final Ledger ledger;
  private final Receivers receivers;
  private LeadLife life;
  private volatile int port;

  SimulatorVerticle(
      SimulatorSettings settings,
      SimulatorClock clock,
      TokenGate gate,
      Faults faults,
      Ledger ledger,
      Receivers receivers) {
    this.settings = settings;
    this.clock = clock;
    this.gate = gate;
    this.faults = faults;
    this.ledger = ledger;
    this.receivers = receivers;
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
        .requestHandler(withReceivers(router()))
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
    return root() + settings.pathPrefix();
  }

  String formUrl() {
    return root() + FormEndpoint.PATH + "/";
  }

  String receiversUrl() {
    return root() + ReceiverRoutes.PATH;
  }

  private String root() {
    return "http://" + LOOPBACK + ":" + port;
  }

  /** Receivers are not part of Oplead's API: their requests are not counted or recorded there. */
  private Handler<HttpServerRequest> withReceivers(Router router) {
    ReceiverRoutes routes = new ReceiverRoutes(vertx, clock, receivers);
    return request -> {
      if (ReceiverRoutes.isAt(request.path())) {
        routes.serve(request);
      } else {
        router.handle(request);
      }
    };
  }

  private Router router() {
    LeadStore leads = new LeadStore(settings.firstId(), settings.memory());
    SimulatedSubscriptions subscriptions = new SimulatedSubscriptions();
    life = new LeadLife(vertx, leads, announcements(subscriptions), clock, settings);
    LeadEndpoints endpoints = new LeadEndpoints(leads, life, faults, clock);
    return routes()
        .add(new FaultEndpoints(gate, faults))
        .add(endpoints)
        .add(new FormEndpoint(endpoints))
        .add(new DocumentEndpoints(leads, ledger))
        .add(new StatusEndpoint(leads, life, settings.settableStatuses()))
        .add(new SubscriptionEndpoints(subscriptions))
        .router();
  }

  private SimulatorRoutes routes() {
    String prefix = settings.pathPrefix();
    Reception reception = new Reception(clock, gate, new BodyReader(prefix), ledger);
    FaultyAnswers answers = new FaultyAnswers(vertx, reception, faults);
    return new SimulatorRoutes(vertx, prefix, reception, answers);
  }

  private Announcements announcements(SimulatedSubscriptions subscriptions) {
    CallbackSender sender = new CallbackSender(vertx, clock, ledger, settings.callbackTimeout());
    FaultyCallbacks callbacks = new FaultyCallbacks(vertx, sender, faults);
    return new Announcements(callbacks, subscriptions, settings.callbackVerb());
  }
}
