package io.leadloop;

import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.endpoint.EndpointChange;
import io.leadloop.push.endpoint.EndpointControl;
import io.leadloop.push.endpoint.EndpointStatus;
import io.leadloop.push.endpoint.Endpoints;
import io.leadloop.push.endpoint.IssuedSecret;
import io.leadloop.push.endpoint.NewEndpoint;
import io.leadloop.push.endpoint.PushEndpoint;
import io.leadloop.push.endpoint.StartPoint;
import io.leadloop.push.wire.SigningScheme;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.receiver.ReceiverSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The demo's receiver of pushed events: an endpoint of the provider at the simulated receiver,
 * which has no secret after a restart, and may have another port. So the endpoint stays, with its
 * cursor and its deliveries, and gets the URL, a new secret and a new handshake.
 */
@ApplicationScoped
class DemoReceiver {
  private static final String DESCRIPTION = "The demo's receiver";
  private static final int MAX_IN_FLIGHT = 4;

  private final Endpoints endpoints;
  private final EndpointControl control;

  DemoReceiver(Endpoints endpoints, EndpointControl control) {
    this.endpoints = endpoints;
    this.control = control;
  }

  /**
   * Registers the endpoint if it is missing, and makes it active. A refusal does not end the demo.
   */
  Uni<Reception> start(Provider provider, SimulatedOplead oplead) {
    URI url = URI.create(oplead.receiversUrl() + "/" + provider.slug());
    return endpoints
        .list(provider)
        .map(all -> all.stream().map(EndpointStatus::endpoint).toList())
        .chain(all -> find(all, url).map(e -> move(provider, e, url)).orElse(add(provider, url)))
        .invoke(issued -> trust(provider, oplead, issued.getItem2()))
        .chain(issued -> activate(provider, issued.getItem1()))
        .map(endpoint -> new Reception(url, "is " + endpoint.state().wireName()))
        .onFailure(ProblemException.class)
        .recoverWithItem(
            refused -> new Reception(url, "is not registered: " + refused.getMessage()));
  }

  /** The endpoint of an earlier start, whose port may have been another. */
  private static Optional<PushEndpoint> find(List<PushEndpoint> all, URI url) {
    return all.stream().filter(e -> url.getPath().equals(e.url().getPath())).findFirst();
  }

  private Uni<Tuple2<EndpointId, IssuedSecret>> add(Provider provider, URI url) {
    NewEndpoint wanted =
        new NewEndpoint(
            url, DESCRIPTION, null, null, SigningScheme.V1, new StartPoint.Now(), MAX_IN_FLIGHT);
    return Uni.createFrom()
        .deferred(() -> endpoints.register(provider, wanted))
        .map(added -> Tuple2.of(added.status().endpoint().id(), added.secret()));
  }

  private Uni<Tuple2<EndpointId, IssuedSecret>> move(
      Provider provider, PushEndpoint endpoint, URI url) {
    EndpointChange moved =
        new EndpointChange(
            Optional.of(url),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return endpoints
        .change(provider, endpoint.id(), moved)
        .chain(() -> control.rotate(provider, endpoint.id(), Duration.ZERO))
        .map(rotated -> Tuple2.of(endpoint.id(), rotated.secret()));
  }

  private static void trust(Provider provider, SimulatedOplead oplead, IssuedSecret issued) {
    String verifies = issued.secret().or(issued::publicKey).orElseThrow();
    oplead.receivers().at(provider.slug()).configure(ReceiverSettings.verifying(verifies));
  }

  /** Resuming ends the wait of an endpoint that failed when the receiver before it stopped. */
  private Uni<PushEndpoint> activate(Provider provider, EndpointId id) {
    return control
        .check(provider, id)
        .chain(checked -> control.record(provider, checked))
        .chain(() -> control.resume(provider, id, false))
        .map(EndpointControl.Resumed::endpoint);
  }

  /**
   * Where pushed events arrive.
   *
   * @param url of the receiver, which shows what it got to a browser
   * @param endpoint what the provider's endpoint is, such as {@code is active}
   */
  record Reception(URI url, String endpoint) {}
}
