package io.leadloop.push.delivery;

import io.leadloop.feedback.callback.CallbackTokens;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.endpoint.Deliveries;
import io.leadloop.push.endpoint.Delivery;
import io.leadloop.push.endpoint.EndpointChange;
import io.leadloop.push.endpoint.EndpointControl;
import io.leadloop.push.endpoint.EndpointStatus;
import io.leadloop.push.endpoint.Endpoints;
import io.leadloop.push.endpoint.IssuedSecret;
import io.leadloop.push.endpoint.NewEndpoint;
import io.leadloop.push.endpoint.Resends;
import io.leadloop.push.endpoint.StartPoint;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.simulator.receiver.Receiver;
import io.leadloop.simulator.receiver.ReceiverSettings;
import io.leadloop.simulator.receiver.SimulatedReceiver;
import io.leadloop.testing.CalledBackLead;
import io.leadloop.testing.Onboarding;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Providers with an endpoint each, at a simulated receiver. */
@ApplicationScoped
public class PushTester {
  private final Onboarding onboarding;
  private final CallbackTokens tokens;
  private final Endpoints endpoints;
  private final EndpointControl control;
  private final Resends resends;
  private final Deliveries deliveries;
  private final Pool pool;

  PushTester(
      Onboarding onboarding,
      CallbackTokens tokens,
      Endpoints endpoints,
      EndpointControl control,
      Resends resends,
      Deliveries deliveries,
      Pool pool) {
    this.onboarding = onboarding;
    this.tokens = tokens;
    this.endpoints = endpoints;
    this.control = control;
    this.resends = resends;
    this.deliveries = deliveries;
    this.pool = pool;
  }

  /** A new provider whose endpoint is verified and active. */
  public Pushed activate(SimulatedReceiver server) {
    return activate(server, null, null);
  }

  /**
   * @param types null for all; customers likewise
   */
  Pushed activate(SimulatedReceiver server, List<String> types, List<String> customers) {
    return register(server, onboarding.providerWithCustomer(), "", types, customers);
  }

  /** Another endpoint of the same provider's, likewise. */
  Pushed another(SimulatedReceiver server, Pushed first) {
    return register(server, first.pair(), "-other", null, null);
  }

  private Pushed register(
      SimulatedReceiver server,
      Onboarding.Pair pair,
      String suffix,
      List<String> types,
      List<String> customers) {
    String name = pair.provider().slug() + suffix;
    Receiver receiver = server.at(name);
    Endpoints.Registered registered =
        await(
            () ->
                endpoints.register(
                    pair.provider(),
                    new NewEndpoint(
                        server.url(name),
                        null,
                        types,
                        customers,
                        SigningScheme.V1,
                        new StartPoint.Beginning(),
                        4)));
    receiver.configure(ReceiverSettings.verifying(registered.secret().secret().orElseThrow()));
    Pushed pushed = new Pushed(pair, receiver, registered.status().endpoint().id());
    pushed.verify();
    return pushed;
  }

  private static <T> T await(Supplier<Uni<T>> call) {
    try {
      return VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** A provider, its endpoint and what that received. */
  public final class Pushed {
    private final Onboarding.Pair pair;
    private final Receiver receiver;
    private final EndpointId endpoint;
    private int leads;

    Pushed(Onboarding.Pair pair, Receiver receiver, EndpointId endpoint) {
      this.pair = pair;
      this.receiver = receiver;
      this.endpoint = endpoint;
    }

    Receiver receiver() {
      return receiver;
    }

    EndpointId endpoint() {
      return endpoint;
    }

    Onboarding.Pair pair() {
      return pair;
    }

    /** A lead about which nothing was reported yet. */
    CalledBackLead lead() {
      return CalledBackLead.submit(pair, "r-" + leads++, tokens);
    }

    /** A lead with its forwarding and so many statuses, one event each. */
    public CalledBackLead lead(int statuses) {
      CalledBackLead lead = lead();
      for (int i = 0; i < statuses; i++) {
        report(lead, i);
      }
      return lead;
    }

    void report(CalledBackLead lead, int number) {
      String status = List.of("En cours", "Nurserie", "Devis à faire", "Gagné").get(number % 4);
      lead.callBack("{\"status\":\"" + status + "\",\"n\":" + number + "}");
    }

    boolean verify() {
      EndpointControl.Checked checked = await(() -> control.check(pair.provider(), endpoint));
      await(() -> control.record(pair.provider(), checked));
      return checked.result().passed();
    }

    EndpointStatus status() {
      return await(() -> endpoints.find(pair.provider(), endpoint));
    }

    EndpointState state() {
      return status().endpoint().state();
    }

    void pause() {
      await(() -> control.pause(pair.provider(), endpoint));
    }

    /** Its receiver has the new secret alone at once. */
    void rotate() {
      IssuedSecret fresh =
          await(() -> control.rotate(pair.provider(), endpoint, Duration.ofHours(1))).secret();
      receiver.configure(ReceiverSettings.verifying(fresh.secret().orElseThrow()));
    }

    void moveTo(URI url) {
      change(Optional.of(url), Optional.empty());
    }

    void limitTo(int maxInFlight) {
      change(Optional.empty(), Optional.of(maxInFlight));
    }

    private void change(Optional<URI> url, Optional<Integer> maxInFlight) {
      EndpointChange change =
          new EndpointChange(
              url, Optional.empty(), Optional.empty(), Optional.empty(), maxInFlight);
      await(() -> endpoints.change(pair.provider(), endpoint, change));
    }

    /** Leads at once, as stored. */
    int pace() {
      return await(
          () ->
              pool.preparedQuery("select in_flight from push_cursor where endpoint_id = $1")
                  .execute(Tuple.of(endpoint.value()))
                  .map(rows -> rows.iterator().next().getInteger("in_flight")));
    }

    /** Whether a replica delivers to it. */
    boolean isHeld() {
      return await(
          () ->
              pool.preparedQuery("select holder from push_cursor where endpoint_id = $1")
                  .execute(Tuple.of(endpoint.value()))
                  .map(rows -> rows.iterator().next().getUUID("holder") != null));
    }

    void resume(boolean fromNow) {
      await(() -> control.resume(pair.provider(), endpoint, fromNow));
    }

    /** Returns how many events are sent again. */
    long resendSince(StartPoint since) {
      Resends.Plan plan = await(() -> resends.plan(pair.provider(), endpoint, since));
      await(() -> resends.since(pair.provider(), endpoint, since));
      return plan.events();
    }

    void resendLead(CalledBackLead lead) {
      await(() -> resends.lead(pair.provider(), endpoint, UUID.fromString(lead.id())));
    }

    List<Delivery> deliveries(CalledBackLead lead) {
      return await(
          () ->
              deliveries.of(
                  endpoint,
                  Optional.empty(),
                  Optional.of(UUID.fromString(lead.id())),
                  Optional.empty(),
                  100));
    }

    /** The sequences of a lead in the order in which they were accepted first. */
    List<Long> accepted(CalledBackLead lead) {
      return receiver.ledger().sequences().getOrDefault(lead.id(), List.of());
    }
  }
}
