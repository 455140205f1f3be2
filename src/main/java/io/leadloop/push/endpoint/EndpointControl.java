package io.leadloop.push.endpoint;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.wire.Handshake;
import io.leadloop.push.wire.HandshakeResult;
import io.leadloop.push.wire.PushTarget;
import io.leadloop.push.wire.SigningSecret;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, stops and restarts endpoints, and rotates their secrets. Everything here fails with
 * {@code not-found} for an endpoint that the provider does not have, and with {@code
 * endpoint-state} in a state where it makes no sense.
 */
@ApplicationScoped
public class EndpointControl {
  private final Endpoints endpoints;
  private final EndpointProgressRepository progress;
  private final EndpointSecrets secrets;
  private final Handshake handshake;
  private final Clock clock;

  EndpointControl(
      Endpoints endpoints,
      EndpointProgressRepository progress,
      EndpointSecrets secrets,
      Handshake handshake,
      Clock clock) {
    this.endpoints = endpoints;
    this.progress = progress;
    this.secrets = secrets;
    this.handshake = handshake;
    this.clock = clock;
  }

  /** Does the handshake; a pending endpoint that passes becomes active. */
  public Uni<HandshakeResult> verify(Provider provider, EndpointId id) {
    return endpoints
        .one(provider, id)
        .chain(endpoint -> check(provider, endpoint));
  }

  private Uni<HandshakeResult> check(Provider provider, PushEndpoint endpoint) {
    return handshake
        .check(targetOf(endpoint))
        .call(
            result ->
                result.passed()
                    ? record(provider, endpoint, result)
                    : Uni.createFrom().voidItem());
  }

  /** The URL may have been changed during the handshake, which then proves nothing. */
  @WithTransaction
  Uni<Void> record(Provider provider, PushEndpoint checked, HandshakeResult result) {
    return endpoints
        .one(provider, checked.id())
        .invoke(
            endpoint -> {
              if (endpoint.url().equals(checked.url())) {
                endpoint.verified(clock.instant(), result.warnings());
              }
            })
        .replaceWithVoid();
  }

  /** Where and with which secrets an event is sent now. */
  PushTarget targetOf(PushEndpoint endpoint) {
    List<SigningSecret> signing = new ArrayList<>();
    signing.add(secrets.open(endpoint.id(), endpoint.scheme(), endpoint.secret()));
    endpoint
        .previousSecret(clock.instant())
        .map(sealed -> secrets.open(endpoint.id(), endpoint.scheme(), sealed))
        .ifPresent(signing::add);
    return new PushTarget(endpoint.url(), signing);
  }

  /** Stops delivery; events wait. */
  public Uni<EndpointStatus> pause(Provider provider, EndpointId id) {
    return move(provider, id, EndpointState.PAUSED).chain(() -> endpoints.find(provider, id));
  }

  /**
   * Continues delivery where it stopped.
   *
   * @param fromNow leaves out what was stored since, and the leads that wait
   */
  public Uni<EndpointStatus> resume(Provider provider, EndpointId id, boolean fromNow) {
    return move(provider, id, EndpointState.ACTIVE)
        .call(
            () ->
                fromNow
                    ? progress
                        .cursorOf(provider.id(), new StartPoint.Now())
                        .chain(now -> progress.skipTo(id, now))
                    : Uni.createFrom().voidItem())
        .call(() -> progress.restart(id))
        .chain(() -> endpoints.find(provider, id));
  }

  @WithTransaction
  Uni<Void> move(Provider provider, EndpointId id, EndpointState next) {
    return endpoints
        .one(provider, id)
        .invoke(endpoint -> requireMove(endpoint, next))
        .invoke(endpoint -> endpoint.moveTo(next))
        .replaceWithVoid();
  }

  private static void requireMove(PushEndpoint endpoint, EndpointState next) {
    EndpointState state = endpoint.state();
    boolean mayMove =
        next == EndpointState.PAUSED
            ? state.isDelivering() || state == EndpointState.PAUSED
            : state != EndpointState.PENDING && endpoint.verifiedAt().isPresent();
    if (!mayMove) {
      throw new ProblemException(
          ErrorCode.ENDPOINT_STATE,
          "The endpoint is %s. Verify it first.".formatted(state.wireName()));
    }
  }

  /**
   * Issues a new secret; the one before signs as well until the overlap ends, and one before that
   * no more.
   */
  @WithTransaction
  public Uni<IssuedSecret> rotate(Provider provider, EndpointId id, Duration overlap) {
    Instant until = clock.instant().plus(overlap);
    return endpoints
        .one(provider, id)
        .map(
            endpoint -> {
              SigningSecret fresh = SigningSecret.generate(endpoint.scheme());
              endpoint.rotate(secrets.seal(id, fresh), until);
              return IssuedSecret.of(fresh);
            });
  }
}
