package io.leadloop.session;

import io.leadloop.access.ConsoleIdentity;
import io.leadloop.access.TokenSignIn;
import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorDirectory;
import io.leadloop.http.FilterOrder;
import io.leadloop.http.body.BodyBudget;
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
 * Authenticates requests for pages by the session's cookie, and nothing else by it. The identity
 * has a role of its own, which no call of the API accepts. A cookie that opens nothing is no
 * failure: its browser is shown the sign-in.
 */
@Alternative
@Priority(1)
@Singleton
class SessionAuthentication implements HttpAuthenticationMechanism {
  /** Only the script of live pages sends it. */
  private static final String BY_SCRIPT = "HX-Request";

  private final SessionRepository sessions;
  private final AdministratorDirectory administrators;
  private final TokenSignIn tokens;
  private final BodyBudget budget;

  SessionAuthentication(
      SessionRepository sessions,
      AdministratorDirectory administrators,
      TokenSignIn tokens,
      BodyBudget budget) {
    this.sessions = sessions;
    this.administrators = administrators;
    this.tokens = tokens;
    this.budget = budget;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    Optional<SessionSecret> secret =
        FilterOrder.isConsole(request) ? SessionCookie.of(request) : Optional.empty();
    return secret
        .map(
            given ->
                sessions
                    .find(given)
                    .chain(
                        found ->
                            found
                                .map(session -> identity(session, request))
                                .orElseGet(SessionAuthentication::no)))
        .orElseGet(SessionAuthentication::no)
        .invoke(
            identity -> {
              if (identity != null) {
                budget.chargeAdministrator(request);
              }
            });
  }

  private Uni<SecurityIdentity> identity(SessionRepository.Found found, RoutingContext request) {
    Session session = found.session();
    return holder(found)
        .invoke(
            holder ->
                holder
                    .filter(who -> !isUpdate(request))
                    .ifPresent(who -> sessions.use(session.id())))
        .map(
            holder ->
                holder
                    .map(
                        who ->
                            ConsoleIdentity.of(who, Optional.ofNullable(session.keyId()), request))
                    .orElse(null));
  }

  /** Whether an open page updates itself, which does not count as use of the session. */
  private static boolean isUpdate(RoutingContext request) {
    return request.request().getHeader(BY_SCRIPT) != null;
  }

  /** Empty once the credential that opened the session is no longer valid. */
  private Uni<Optional<Administrator>> holder(SessionRepository.Found found) {
    if (found.origin() instanceof KeyReference key) {
      return administrators.holder(key.publicId(), key.sha256());
    }
    String issuer = ((TokenReference) found.origin()).issuer();
    Session session = found.session();
    return Uni.createFrom()
        .item(
            tokens.isTrusted(issuer)
                ? Optional.of(new Administrator(session.holder(), session.role()))
                : Optional.empty());
  }

  private static Uni<SecurityIdentity> no() {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
