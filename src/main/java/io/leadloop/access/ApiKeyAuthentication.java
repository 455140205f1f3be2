package io.leadloop.access;

import io.leadloop.provider.ApiKey;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
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
import java.util.Set;

/** Recognises {@code Authorization: Bearer llp_…}. A missing, unknown or dead key is anonymous. */
@Singleton
class ApiKeyAuthentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  private final ProviderDirectory providers;

  ApiKeyAuthentication(ProviderDirectory providers) {
    this.providers = providers;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    String credentials = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (credentials == null || !credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    return ApiKey.parse(credentials.substring(SCHEME.length()).strip())
        .map(this::authenticate)
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  private Uni<SecurityIdentity> authenticate(ApiKey key) {
    return providers
        .authenticate(key)
        .map(found -> found.orElseThrow(AuthenticationFailedException::new))
        .map(provider -> identityOf(provider, key));
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
}
