package io.leadloop.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Of what an OIDC token claims, the role of an administrator counts and nothing else: a provider
 * comes by its key, which says whose it is.
 */
@Singleton
class TokenRoles implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    boolean byToken = !identity.isAnonymous() && identity.getAttribute(Caller.KEY) == null;
    return Uni.createFrom().item(byToken ? restricted(identity) : identity);
  }

  private static SecurityIdentity restricted(SecurityIdentity identity) {
    QuarkusSecurityIdentity.Builder restricted =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addAttributes(identity.getAttributes());
    if (identity.hasRole(Roles.ADMINISTRATOR)) {
      restricted.addRole(Roles.ADMINISTRATOR);
    }
    return restricted.build();
  }
}
