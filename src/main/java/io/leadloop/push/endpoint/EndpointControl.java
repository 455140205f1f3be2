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
import io.leadloop.store.CommitCursor;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** Does the handshake, outside any transaction; {@link #record} keeps a good result. */
  public Uni<Checked> check(Provider provider, EndpointId id) {
    return endpoints
        .one(provider, id)
        .chain(
            endpoint ->
                handshake
                    .check(targetOf(endpoint))
                    .map(result -> new Checked(id, endpoint.url(), result)));
  }

  /**
   * A pending endpoint that passed the handshake becomes active, unless its URL was changed
   * meanwhile.
   */
  @WithTransaction
  public Uni<PushEndpoint> record(Provider provider, Checked checked) {
    return endpoints
        .lock(provider, checked.id())
        .call(
            endpoint ->
                checked.result().passed() && endpoint.url().equals(checked.url())
                    ? verified(endpoint, checked.result())
                    : Uni.createFrom().voidItem());
  }

  /** It is looked at next, however long it was idle or failed. */
  private Uni<Void> verified(PushEndpoint endpoint, HandshakeResult result) {
    endpoint.verified(clock.instant(), result.warnings());
    return progress.restart(endpoint.id());
  }

  /** Where and with which secrets an event is sent now. */
  PushTarget targetOf(PushEndpoint endpoint) {
    List<SigningSecret> signing = new ArrayList<>();
    signing.add(secrets.open(endpoint.id(), endpoint.scheme(), endpoint.secret()));
    endpoint
        .previousSecret(clock.instant())
        .map(previous -> secrets.open(endpoint.id(), endpoint.scheme(), previous))
        .ifPresent(signing::add);
    return new PushTarget(endpoint.url(), signing);
  }

  /** Stops delivery; events wait. */
  @WithTransaction
  public Uni<PushEndpoint> pause(Provider provider, EndpointId id) {
    return endpoints
        .lock(provider, id)
        .invoke(EndpointControl::requireDelivering)
        .invoke(endpoint -> endpoint.moveTo(EndpointState.PAUSED));
  }

  private static void requireDelivering(PushEndpoint endpoint) {
    if (!endpoint.state().isDelivering() && endpoint.state() != EndpointState.PAUSED) {
      throw notIn(endpoint, "receives nothing");
    }
  }

  /**
   * Continues delivery where it stopped.
   *
   * @param fromNow leaves out what was stored since, and the leads that wait
   */
  @WithTransaction
  public Uni<Resumed> resume(Provider provider, EndpointId id, boolean fromNow) {
    return endpoints
        .lock(provider, id)
        .invoke(EndpointControl::requireVerified)
        .invoke(endpoint -> endpoint.moveTo(EndpointState.ACTIVE))
        .chain(
            endpoint ->
                (fromNow
                        ? skip(provider, id)
                        : Uni.createFrom().item(Optional.<CommitCursor>empty()))
                    .map(skippedTo -> new Resumed(endpoint, skippedTo)))
        .call(() -> progress.restart(id));
  }

  private static void requireVerified(PushEndpoint endpoint) {
    if (endpoint.state() == EndpointState.PENDING || endpoint.verifiedAt().isEmpty()) {
      throw notIn(endpoint, "has to pass the handshake first");
    }
  }

  private Uni<Optional<CommitCursor>> skip(Provider provider, EndpointId id) {
    return progress
        .cursorOf(provider.id(), new StartPoint.Now())
        .call(now -> progress.skipTo(id, now))
        .map(Optional::of);
  }

  private static ProblemException notIn(PushEndpoint endpoint, String why) {
    return new ProblemException(
        ErrorCode.ENDPOINT_STATE,
        "The endpoint is %s and %s.".formatted(endpoint.state().wireName(), why));
  }

  /**
   * Issues a new secret; the one before signs as well until the overlap ends, and one before that
   * no more.
   */
  @WithTransaction
  public Uni<Rotated> rotate(Provider provider, EndpointId id, Duration overlap) {
    Instant until = clock.instant().plus(overlap);
    return endpoints
        .lock(provider, id)
        .map(
            endpoint -> {
              SigningSecret fresh = SigningSecret.generate(endpoint.scheme());
              endpoint.rotate(secrets.seal(id, fresh), until);
              return new Rotated(endpoint, IssuedSecret.of(fresh));
            })
        .call(() -> progress.fence(id));
  }

  /**
   * An endpoint that was resumed.
   *
   * @param skippedTo where it continues; empty for where it stopped
   */
  public record Resumed(PushEndpoint endpoint, Optional<CommitCursor> skippedTo) {
    /**
     * The endpoint's status after this.
     *
     * @param before its progress before
     */
    public EndpointStatus status(EndpointProgress before) {
      return new EndpointStatus(
          endpoint, skippedTo.map(before::skippedTo).orElse(before).restarted());
    }
  }

  /** An endpoint with a new secret, and what its receiver needs of it. */
  public record Rotated(PushEndpoint endpoint, IssuedSecret secret) {}

  /**
   * The result of a handshake.
   *
   * @param url what was checked
   */
  public record Checked(EndpointId id, URI url, HandshakeResult result) {}
}
