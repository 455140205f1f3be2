package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.vault.ApiKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates callers by {@code Authorization: Bearer …}: {@code llp_…} and {@code lla_…} are
 * keys, anything else is an OIDC token if an issuer is configured. It wraps Quarkus' OIDC
 * mechanism, so that every identity and every rejection is the gateway's own. Pages do not accept
 * them. {@link RevalidationTask} ends open requests when credentials end.
 */
@Alternative
@Priority(1)
@Singleton
public class BearerAuthentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  private final ApiKeyAuthentication keys;
  private final OidcAuthentication tokens;
  private final FailureThrottle throttle;
  private final ClientAddress addresses;
  private final RevalidationTask revalidation;
  private final BodyBudget budget;

  BearerAuthentication(
      ApiKeyAuthentication keys,
      OidcAuthentication tokens,
      FailureThrottle throttle,
      ClientAddress addresses,
      RevalidationTask revalidation,
      BodyBudget budget) {
    this.budget = budget;
    this.keys = keys;
    this.tokens = tokens;
    this.throttle = throttle;
    this.addresses = addresses;
    this.revalidation = revalidation;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    String credentials = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (FilterOrder.isPage(request)
        || credentials == null
        || !credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    String text = credentials.substring(SCHEME.length()).strip();
    Optional<ApiKey> key = ApiKey.parse(text);
    if (key.isEmpty() && !tokens.isConfigured()) {
      return Uni.createFrom().nullItem();
    }
    return key.map(k -> authenticate(k, request))
        .orElseGet(() -> tokens.authenticate(text, request, identities))
        .map(found -> found.orElseThrow(() -> failure(request)))
        .invoke(identity -> charge(request, identity))
        .invoke(identity -> revalidation.add(request, identity));
  }

  /** Charges the request's memory to its provider's budget. */
  private void charge(RoutingContext request, SecurityIdentity identity) {
    if (identity.hasRole(Roles.PROVIDER)) {
      budget.chargeProvider(request, identity.getPrincipal().getName());
    } else {
      budget.chargeAdministrator(request);
    }
  }

  private Uni<Optional<SecurityIdentity>> authenticate(ApiKey key, RoutingContext request) {
    boolean isFree = throttle.isIdle() || !throttle.isOver(addresses.networkOf(request));
    return isFree ? keys.authenticate(key, request) : keys.authenticateSparingly(key, request);
  }

  /** Counts a rejected key or token; after repeated ones the answer names a time to wait. */
  private RuntimeException failure(RoutingContext request) {
    return throttle
        .refuse(addresses.networkOf(request), ErrorCode.UNAUTHENTICATED, "keys or tokens")
        .<RuntimeException>map(wait -> wait)
        .orElseGet(AuthenticationFailedException::new);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
