package io.leadloop.access.oidc;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Tells Quarkus which issuer to trust, and how far. Quarkus asks at a request, so the issuer is
 * looked for when the first token comes: an issuer that is away holds up no start.
 */
@Singleton
public class OidcIssuer implements TenantConfigResolver {
  private static final String TENANT = "administrators";

  private final OidcConfig config;
  private final Clock clock;
  private final Optional<OidcTenantConfig> tenant;

  OidcIssuer(OidcConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.tenant = config.issuer().map(issuer -> tenant(issuer, config));
  }

  /** Whether any token is taken at all. */
  public boolean isConfigured() {
    return tenant.isPresent();
  }

  /** What a token claims that may be one of the issuer's; nobody is asked. */
  public Optional<TokenClaims> claimsOf(String token) {
    return config
        .issuer()
        .flatMap(issuer -> TokenClaims.read(token, issuer.toString(), config.audience(), clock));
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
    return Uni.createFrom().item(tenant.orElse(null));
  }

  /** Nothing is left to the issuer's word but its keys: it is not asked about single tokens. */
  private static OidcTenantConfig tenant(URI issuer, OidcConfig config) {
    return OidcTenantConfig.authServerUrl(issuer.toString())
        .tenantId(TENANT)
        .token()
        .issuer(issuer.toString())
        .audience(config.audience())
        .subjectRequired()
        .principalClaim("sub")
        .allowJwtIntrospection(false)
        .allowOpaqueTokenIntrospection(false)
        .forcedJwkRefreshInterval(IssuerContact.ASKED_AGAIN_AFTER)
        .end()
        .roles()
        .roleClaimPath(config.roleClaimPath().orElse(List.of()))
        .end()
        .build();
  }
}
