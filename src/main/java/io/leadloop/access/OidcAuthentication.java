package io.leadloop.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorRole;
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
 * expiry; the gateway uses the subject and the administrators' roles only. Providers authenticate
 * by key only, whatever roles a token claims.
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
                verify(request, identities)
                    .map(found -> found.map(identity -> identityOf(identity, claims, request))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** What the issuer's token of the request's header proves, if it is valid. */
  Uni<Optional<SecurityIdentity>> verify(
      RoutingContext request, IdentityProviderManager identities) {
    return contact.verify(() -> CallerContext.keep(quarkus.authenticate(request, identities)));
  }

  /** The administrator that a verified token names, if it has a role. */
  static Optional<Administrator> administrator(SecurityIdentity token) {
    return roleOf(token).map(role -> new Administrator(token.getPrincipal().getName(), role));
  }

  private static Optional<AdministratorRole> roleOf(SecurityIdentity token) {
    if (token.hasRole(Roles.ADMINISTRATOR)) {
      return Optional.of(AdministratorRole.ADMIN);
    }
    return token.hasRole(Roles.VIEWER) ? Optional.of(AdministratorRole.VIEWER) : Optional.empty();
  }

  private static SecurityIdentity identityOf(
      SecurityIdentity token, TokenClaims claims, RoutingContext request) {
    return administrator(token)
        .map(who -> AdministratorIdentity.of(who, Roles.ADMINISTRATOR, request))
        .orElseGet(() -> QuarkusSecurityIdentity.builder().setPrincipal(nameOf(token)))
        .addAttribute(Caller.CREDENTIAL, new Credential.Token(claims.expiresAt()))
        .build();
  }

  private static QuarkusPrincipal nameOf(SecurityIdentity token) {
    return new QuarkusPrincipal(token.getPrincipal().getName());
  }
}
