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
 * Configures Quarkus' trust in the issuer, for tokens of calls and for ID tokens of sign-ins. It is
 * resolved per request, so the issuer is contacted at the first token and an unavailable issuer
 * does not block the start.
 */
@Singleton
public class OidcIssuer implements TenantConfigResolver {
  /** Marks a request whose next token is an ID token. */
  static final String ID_TOKEN = OidcIssuer.class.getName() + ".idToken";

  private static final String TENANT = "administrators";
  private static final String SIGN_IN_TENANT = "administrators-sign-in";

  private final OidcConfig config;
  private final Clock clock;
  private final Optional<OidcTenantConfig> tenant;
  private final Optional<OidcTenantConfig> signInTenant;

  OidcIssuer(OidcConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.tenant = config.issuer().map(issuer -> tenant(TENANT, issuer, config, config.audience()));
    this.signInTenant =
        config
            .signIn()
            .clientId()
            .flatMap(
                client ->
                    config
                        .issuer()
                        .map(issuer -> tenant(SIGN_IN_TENANT, issuer, config, List.of(client))));
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
    boolean isSignIn = request.get(ID_TOKEN) != null;
    return Uni.createFrom().item((isSignIn ? signInTenant : tenant).orElse(null));
  }

  static String withoutSlash(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  /** Only the issuer's keys are used; there is no introspection of single tokens. */
  private static OidcTenantConfig tenant(
      String name, URI issuer, OidcConfig config, List<String> audience) {
    return OidcTenantConfig.authServerUrl(issuer.toString())
        .tenantId(name)
        .token()
        .issuer(issuer.toString())
        .audience(audience)
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
