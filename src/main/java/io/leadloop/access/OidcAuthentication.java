package io.leadloop.access;

import io.leadloop.access.oidc.IssuerContact;
import io.leadloop.access.oidc.OidcIssuer;
import io.leadloop.access.oidc.TokenClaims;
import io.leadloop.store.CallerContext;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Authenticates administrators by OIDC tokens. Quarkus verifies signature, issuer, audience and
 * expiry; the gateway uses the subject and the administrator role only. Providers authenticate by
 * key only, whatever roles a token claims.
 *
 * <p>{@link TokenClaims} rejects what cannot be a token of the issuer beforehand, and {@link
 * IssuerContact} limits requests to the issuer.
 */
@Singleton
class OidcAuthentication {
  private final OidcAuthenticationMechanism quarkus;
  private final OidcIssuer issuer;
  private final IssuerContact contact;

  OidcAuthentication(
      OidcAuthenticationMechanism quarkus, OidcIssuer issuer, IssuerContact contact) {
    this.quarkus = quarkus;
    this.issuer = issuer;
    this.contact = contact;
  }

  /** Whether an issuer is configured; without one tokens are rejected. */
  boolean isConfigured() {
    return issuer.isConfigured();
  }

  /** The caller identified by the request's token, if the token is valid. */
  Uni<Optional<SecurityIdentity>> authenticate(
      String token, RoutingContext request, IdentityProviderManager identities) {
    return issuer
        .claimsOf(token)
        .map(
            claims ->
                contact
                    .verify(() -> CallerContext.keep(quarkus.authenticate(request, identities)))
                    .map(found -> found.map(identity -> identityOf(identity, claims))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static SecurityIdentity identityOf(SecurityIdentity token, TokenClaims claims) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(token.getPrincipal().getName()))
            .addAttribute(Caller.CREDENTIAL, new Credential.Token(claims.expiresAt()));
    if (token.hasRole(Roles.ADMINISTRATOR)) {
      identity.addRole(Roles.ADMINISTRATOR);
    }
    return identity.build();
  }
}
