package io.leadloop.push.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.push.EndpointId;
import io.leadloop.push.EndpointState;
import io.leadloop.push.endpoint.EndpointProgress;
import io.leadloop.push.endpoint.EndpointStatus;
import io.leadloop.push.endpoint.PushEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * An endpoint as its provider and administrators see it.
 *
 * @param url without the secrets that its query may hold for an administrator who may only read
 * @param types CloudEvents types; null for all
 * @param customers slugs; null for all
 * @param secret only in the answer that issued it, for the scheme {@code v1}
 * @param publicKey what receivers verify with, for the scheme {@code v1a}
 * @param maxInFlight how many leads' events it receives at once
 * @param warnings what the last handshake found although it passed
 * @param previousSecretUntil when the secret before the last rotation ends to sign; null if it has
 * @param cursor everything up to it was settled, but for the leads that wait
 * @param round 1, and one more for each time that the cursor was moved back
 * @param leadsWaiting leads whose next event is sent again later, counted up to 10,000
 * @param failures of the endpoint, in a row
 * @param nextAttemptAt when the endpoint is tried next, if it has to wait
 */
public record EndpointView(
    EndpointId id,
    URI url,
    String description,
    List<String> types,
    List<String> customers,
    String scheme,
    @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
    String publicKey,
    EndpointState state,
    int maxInFlight,
    List<String> warnings,
    Instant verifiedAt,
    Instant previousSecretUntil,
    String cursor,
    int round,
    long leadsWaiting,
    int failures,
    Instant failingSince,
    Instant lastSuccessAt,
    Instant nextAttemptAt,
    String lastError,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * @param url as the caller may see it
   * @param publicKey null for the scheme {@code v1}
   */
  static EndpointView of(EndpointStatus status, URI url, String publicKey, Instant now) {
    PushEndpoint endpoint = status.endpoint();
    EndpointProgress progress = status.progress();
    return new EndpointView(
        endpoint.id(),
        url,
        endpoint.description().orElse(null),
        endpoint.types().orElse(null),
        endpoint.customers().orElse(null),
        endpoint.scheme().wireName(),
        null,
        publicKey,
        endpoint.state(),
        endpoint.maxInFlight(),
        endpoint.warnings(),
        endpoint.verifiedAt().orElse(null),
        endpoint.previousUntil().filter(now::isBefore).orElse(null),
        progress.cursor().toString(),
        progress.round(),
        progress.leadsWaiting(),
        progress.failures(),
        progress.failingSince().orElse(null),
        progress.lastSuccessAt().orElse(null),
        progress.nextAttemptAt().orElse(null),
        progress.lastError().orElse(null),
        endpoint.createdAt(),
        endpoint.updatedAt());
  }

  /** For pages: whether events fail to reach it, rather than being kept back by a pause. */
  public boolean fails() {
    return switch (state) {
      case FAILING, GONE, DISABLED -> true;
      case PENDING, ACTIVE, PAUSED -> false;
    };
  }

  /**
   * With a secret that was just issued.
   *
   * @param issued null where there is none to show
   */
  EndpointView showing(String issued) {
    return new EndpointView(
        id,
        url,
        description,
        types,
        customers,
        scheme,
        issued,
        publicKey,
        state,
        maxInFlight,
        warnings,
        verifiedAt,
        previousSecretUntil,
        cursor,
        round,
        leadsWaiting,
        failures,
        failingSince,
        lastSuccessAt,
        nextAttemptAt,
        lastError,
        createdAt,
        updatedAt);
  }

  /**
   * Omits the secret, and the URL's path and query, which may hold a password of the receiver's.
   */
  @Override
  public String toString() {
    return "EndpointView[" + id + ", " + url.getHost() + ", " + state.wireName() + ", secret=***]";
  }
}
