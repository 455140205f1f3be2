package io.leadloop.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks the keys with which administrators and providers sign in to pages; guesses are throttled.
 */
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
  public Uni<Administrator> holder(Optional<ApiKey> given, RoutingContext request) {
    return given
        .filter(key -> key.owner() == ApiKey.Owner.ADMINISTRATOR)
        .map(key -> authenticate(key, request))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.orElseThrow(() -> refusal(request)))
        .map(identity -> identity.getAttribute(Caller.ADMINISTRATOR));
  }

  private Uni<Optional<SecurityIdentity>> authenticate(ApiKey key, RoutingContext request) {
    return throttle.isOver(addresses.networkOf(request))
        ? keys.authenticateSparingly(key, request)
        : keys.authenticate(key, request);
  }

  /** The owner of a live provider key; fails as {@link #refusal}. */
  public Uni<Provider> provider(Optional<ApiKey> given, RoutingContext request) {
    return given
        .filter(key -> key.owner() == ApiKey.Owner.PROVIDER)
        .map(key -> authenticate(key, request))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(found -> found.orElseThrow(() -> refusal(request)).getAttribute(Caller.PROVIDER));
  }

  /** Counts a refused key or link: {@code unauthenticated}, or {@code rate-limited} after many. */
  public ProblemException refusal(RoutingContext request) {
    return throttle
        .refuse(addresses.networkOf(request), ErrorCode.RATE_LIMITED, "keys or links")
        .orElseGet(
            () ->
                new ProblemException(
                    ErrorCode.UNAUTHENTICATED, "The key or link is not valid, or no longer."));
  }

  /** The client's address, for the session's row. */
  public String address(RoutingContext request) {
    return addresses.of(request);
  }

  /**
   * Who is signed in to the portal: a provider there, and nothing elsewhere.
   *
   * @param by the masked key or the administrator that opened the session
   */
  public static SecurityIdentity portal(Provider provider, String by) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(provider.slug()))
        .addRole(Roles.PORTAL)
        .addAttribute(Caller.PROVIDER, provider)
        .addAttribute(Caller.KEY, by)
        .build();
  }

  /**
   * Who is signed in to the portal as a customer.
   *
   * @param by the administrator that gave the link
   */
  public static SecurityIdentity portal(String customer, String by) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(customer))
        .addRole(Roles.PORTAL_CUSTOMER)
        .addAttribute(Caller.KEY, by)
        .build();
  }
}
