package io.leadloop.portal.session;

import io.leadloop.http.FilterOrder;
import io.leadloop.http.body.BodyBudget;
import io.leadloop.session.SessionSecret;
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
 * Authenticates requests for the portal's pages by the session's cookie, and nothing else by it.
 * The identity has a role of its own, which no call of the API accepts.
 */
@Alternative
@Priority(1)
@Singleton
class PortalAuthentication implements HttpAuthenticationMechanism {
  private final PortalSessions sessions;
  private final PortalHolders holders;
  private final BodyBudget budget;

  PortalAuthentication(PortalSessions sessions, PortalHolders holders, BodyBudget budget) {
    this.sessions = sessions;
    this.holders = holders;
    this.budget = budget;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    Optional<SessionSecret> secret =
        FilterOrder.isPortal(request) ? PortalCookie.of(request) : Optional.empty();
    return secret
        .map(
            given ->
                sessions
                    .find(given)
                    .chain(
                        found ->
                            found
                                .map(session -> identity(session, request))
                                .orElseGet(PortalAuthentication::no)))
        .orElseGet(PortalAuthentication::no);
  }

  private Uni<SecurityIdentity> identity(PortalSessions.Found found, RoutingContext request) {
    return holders
        .holder(found.access())
        .map(current -> current.map(holder -> use(found, holder, request)).orElse(null));
  }

  private SecurityIdentity use(
      PortalSessions.Found found, PortalHolders.Holder holder, RoutingContext request) {
    sessions.use(found.session().id());
    budget.chargeProvider(request, holder.slug());
    return holder.identity();
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
