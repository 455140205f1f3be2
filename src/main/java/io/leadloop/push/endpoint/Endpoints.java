package io.leadloop.push.endpoint;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.PushConfig;
import io.leadloop.push.wire.SigningSecret;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Manages the endpoints of providers. Everything here fails with {@code not-found} for an endpoint
 * that the provider does not have.
 */
@ApplicationScoped
public class Endpoints {
  private final PushEndpointRepository endpoints;
  private final EndpointProgressRepository progress;
  private final EndpointSecrets secrets;
  private final PushConfig config;

  Endpoints(
      PushEndpointRepository endpoints,
      EndpointProgressRepository progress,
      EndpointSecrets secrets,
      PushConfig config) {
    this.endpoints = endpoints;
    this.progress = progress;
    this.secrets = secrets;
    this.config = config;
  }

  /**
   * Registers an endpoint, which is pending until it passes the handshake. Fails with {@code
   * too-many-endpoints}.
   */
  @WithTransaction
  public Uni<Registered> register(Provider provider, NewEndpoint wanted) {
    SigningSecret secret = SigningSecret.generate(wanted.scheme());
    return endpoints
        .lock(provider)
        .chain(() -> endpoints.of(provider))
        .invoke(this::requireRoom)
        .chain(() -> store(provider, wanted, secret))
        .map(status -> new Registered(status, IssuedSecret.of(secret)));
  }

  private Uni<EndpointStatus> store(Provider provider, NewEndpoint wanted, SigningSecret secret) {
    EndpointId id = EndpointId.next();
    return endpoints
        .persistAndFlush(new PushEndpoint(id, provider, wanted, secrets.seal(id, secret)))
        .chain(
            stored ->
                progress
                    .cursorOf(provider.id(), wanted.start())
                    .call(cursor -> progress.open(id, cursor, wanted.maxInFlight()))
                    .map(EndpointProgress::startingAt)
                    .map(place -> new EndpointStatus(stored, place)));
  }

  private void requireRoom(List<PushEndpoint> existing) {
    if (existing.size() >= config.maxEndpoints()) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_ENDPOINTS,
          "A provider has at most %d endpoints.".formatted(config.maxEndpoints()));
    }
  }

  /** Oldest first. */
  public Uni<List<EndpointStatus>> list(Provider provider) {
    return all(provider)
        .chain(
            found ->
                progress
                    .of(found)
                    .map(places -> EndpointProgressRepository.statuses(found, places)));
  }

  @WithSession
  Uni<List<PushEndpoint>> all(Provider provider) {
    return endpoints.of(provider);
  }

  public Uni<EndpointStatus> find(Provider provider, EndpointId id) {
    return one(provider, id)
        .chain(
            endpoint ->
                progress
                    .of(List.of(endpoint))
                    .map(places -> Optional.ofNullable(places.get(id)))
                    .map(place -> place.orElseThrow(Endpoints::notFound))
                    .map(place -> new EndpointStatus(endpoint, place)));
  }

  /** Without how far it is. */
  @WithSession
  public Uni<PushEndpoint> one(Provider provider, EndpointId id) {
    return endpoints.of(provider, id).onItem().ifNull().failWith(Endpoints::notFound);
  }

  /**
   * The same, to be changed: the rest of the transaction sees it as it is. The cursor is locked
   * before the endpoint's row, as delivery does.
   */
  @WithTransaction
  public Uni<PushEndpoint> lock(Provider provider, EndpointId id) {
    return progress.lock(id).chain(() -> one(provider, id));
  }

  /**
   * Changes an endpoint. A changed URL has to pass the handshake again, and receives nothing
   * before. A raised limit of leads at once is the pace at once, also of an endpoint that was
   * slowed down; a lowered one leaves a slower pace as it is.
   */
  @WithTransaction
  public Uni<PushEndpoint> change(Provider provider, EndpointId id, EndpointChange change) {
    return lock(provider, id)
        .call(
            endpoint -> {
              URI url = endpoint.url();
              int maxInFlight = endpoint.maxInFlight();
              endpoint.change(change);
              return endpoints.flush().chain(() -> apply(endpoint, url, maxInFlight));
            });
  }

  private Uni<Void> apply(PushEndpoint changed, URI urlBefore, int maxInFlightBefore) {
    if (changed.maxInFlight() > maxInFlightBefore) {
      return progress.pace(changed.id(), changed.maxInFlight());
    }
    return changed.url().equals(urlBefore)
        ? Uni.createFrom().voidItem()
        : progress.fence(changed.id());
  }

  /**
   * Removes an endpoint with its cursor; what it has not received is still in the feed. The record
   * of its attempts is dropped with its month, as every endpoint's is.
   */
  @WithTransaction
  public Uni<Void> remove(Provider provider, EndpointId id) {
    return lock(provider, id).chain(endpoints::delete);
  }

  private static ProblemException notFound() {
    return new ProblemException(ErrorCode.NOT_FOUND, "The provider has no such endpoint.");
  }

  /** A new endpoint, and what its receiver needs to verify signatures. */
  public record Registered(EndpointStatus status, IssuedSecret secret) {}
}
