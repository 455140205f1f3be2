package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Checks the keys with which administrators sign in to pages; guesses are throttled. */
@Singleton
public class KeySignIn {
  private final ApiKeyAuthentication keys;
  private final FailureThrottle throttle;
  private final ClientAddress addresses;

  KeySignIn(ApiKeyAuthentication keys, FailureThrottle throttle, ClientAddress addresses) {
    this.keys = keys;
    this.throttle = throttle;
    this.addresses = addresses;
  }

  /** The holder of a live administrator key; fails as {@link #refusal}. */
  public Uni<String> holder(Optional<ApiKey> given, RoutingContext request) {
    return given
        .filter(key -> key.owner() == ApiKey.Owner.ADMINISTRATOR)
        .map(key -> authenticate(key, request))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.orElseThrow(() -> refusal(request)).getPrincipal().getName());
  }

  private Uni<Optional<SecurityIdentity>> authenticate(ApiKey key, RoutingContext request) {
    return throttle.isOver(addresses.networkOf(request))
        ? keys.authenticateSparingly(key)
        : keys.authenticate(key);
  }

  /** Counts a refused key or link: {@code unauthenticated}, or {@code rate-limited} after many. */
  public ProblemException refusal(RoutingContext request) {
    return throttle
        .refuse(addresses.networkOf(request), "keys or links")
        .orElseGet(
            () ->
                new ProblemException(
                    ErrorCode.UNAUTHENTICATED, "The key or link is not valid, or no longer."));
  }

  /** The client's address, for the session's row. */
  public String address(RoutingContext request) {
    return addresses.of(request);
  }

  /** Who has signed in with a key: an administrator in the console, and nothing elsewhere. */
  public static SecurityIdentity console(String publicId, String name) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRole(Roles.CONSOLE)
        .addAttribute(Caller.KEY, ApiKey.Owner.ADMINISTRATOR.masked(publicId))
        .build();
  }
}
