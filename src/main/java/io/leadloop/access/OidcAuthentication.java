package io.leadloop.access;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Recognises administrators by OIDC tokens. Quarkus checks a token's signature, issuer, audience
 * and expiry; what is taken over from it is who it is, by the subject, and whether that is an
 * administrator. A provider is known by its key alone, whatever roles a token claims.
 *
 * <p>While the issuer's keys are not known, a token is answered 503 and the issuer is asked again
 * after a moment: not for every token, which anybody may send. Keys work all the while.
 */
@Singleton
class OidcAuthentication {
  private static final Logger LOG = Logger.getLogger(OidcAuthentication.class);
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(5);

  private final OidcAuthenticationMechanism quarkus;
  private final OidcIssuer issuer;
  private final Clock clock;
  private volatile Instant leftAloneUntil = Instant.MIN;

  OidcAuthentication(OidcAuthenticationMechanism quarkus, OidcIssuer issuer, Clock clock) {
    this.quarkus = quarkus;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Whether an issuer is configured; without one a token is nothing. */
  boolean isConfigured() {
    return issuer.isConfigured();
  }

  /** Whose token the request carries, if it is a good one at all. */
  Uni<Optional<SecurityIdentity>> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    if (clock.instant().isBefore(leftAloneUntil)) {
      return Uni.createFrom().failure(unavailable());
    }
    return quarkus
        .authenticate(request, identities)
        .map(token -> Optional.ofNullable(token).map(OidcAuthentication::identityOf))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithItem(Optional.empty())
        .onFailure()
        .transform(this::unavailable);
  }

  private static SecurityIdentity identityOf(SecurityIdentity token) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(token.getPrincipal().getName()));
    if (token.hasRole(Roles.ADMINISTRATOR)) {
      identity.addRole(Roles.ADMINISTRATOR);
    }
    return identity.build();
  }

  private RuntimeException unavailable(Throwable cause) {
    leftAloneUntil = clock.instant().plus(ASKED_AGAIN_AFTER);
    LOG.warnf("issuer unavailable cause=%s", cause.toString());
    return unavailable();
  }

  private static ProblemException unavailable() {
    return ProblemException.passing(
        ErrorCode.ISSUER_UNAVAILABLE,
        "The issuer of tokens does not answer, so yours cannot be checked. A key can.",
        ASKED_AGAIN_AFTER);
  }
}
