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
 * Configures Quarkus' trust in the issuer. It is resolved per request, so the issuer is contacted
 * at the first token and an unavailable issuer does not block the start.
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

  /** Whether an issuer is configured. */
  public boolean isConfigured() {
    return tenant.isPresent();
  }

  /** The claims of a token that may be the issuer's, without contacting the issuer. */
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

  /** Only the issuer's keys are used; there is no introspection of single tokens. */
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
        .forcedJwkRefreshInterval(IssuerContact.RETRY_AFTER)
        .end()
        .roles()
        .roleClaimPath(config.roleClaimPath().orElse(List.of()))
        .end()
        .build();
  }
}
