package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.vault.ApiKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises {@code Authorization: Bearer llp_…} and {@code lla_…}. Any other bearer token is left
 * to OIDC, where that is configured.
 */
@Singleton
class ApiKeyAuthentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  private final ProviderDirectory providers;
  private final AdministratorDirectory administrators;
  private final FailureThrottle throttle;

  ApiKeyAuthentication(
      ProviderDirectory providers,
      AdministratorDirectory administrators,
      FailureThrottle throttle) {
    this.providers = providers;
    this.administrators = administrators;
    this.throttle = throttle;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    String credentials = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (credentials == null || !credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    return ApiKey.parse(credentials.substring(SCHEME.length()).strip())
        .map(key -> identityOf(key).map(found -> found.orElseThrow(() -> failure(request))))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private Uni<Optional<SecurityIdentity>> identityOf(ApiKey key) {
    return key.owner() == ApiKey.Owner.PROVIDER
        ? providers.authenticate(key).map(found -> found.map(p -> identityOf(p, key)))
        : administrators.authenticate(key).map(found -> found.map(name -> identityOf(name, key)));
  }

  /** The key was not a live one: the more often that happens, the longer it takes. */
  private RuntimeException failure(RoutingContext request) {
    String address = RemoteAddress.of(request);
    Optional<Duration> wait = throttle.waitOf(address);
    throttle.failed(address);
    return wait.<RuntimeException>map(
            duration ->
                ProblemException.passing(
                    ErrorCode.RATE_LIMITED,
                    "Too many keys were refused. Use a valid one, or come back later.",
                    duration.plusSeconds(1)))
        .orElseGet(AuthenticationFailedException::new);
  }

  /** Before OIDC, which takes every bearer token for one of its own. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 100;
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

  private static SecurityIdentity identityOf(Provider provider, ApiKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(provider.slug()))
        .addRole(Roles.PROVIDER)
        .addAttribute(Caller.PROVIDER, provider)
        .addAttribute(Caller.KEY, key.toString())
        .build();
  }

  private static SecurityIdentity identityOf(String administrator, ApiKey key) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(administrator))
        .addRole(Roles.ADMINISTRATOR)
        .addAttribute(Caller.KEY, key.toString())
        .build();
  }
}
