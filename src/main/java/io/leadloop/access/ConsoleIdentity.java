package io.leadloop.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.vault.ApiKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who has signed in: an administrator in the console, and nothing elsewhere. */
public final class ConsoleIdentity {
  private ConsoleIdentity() {}

  /**
   * @param keyId the public id of the key that signed in; empty for an OIDC token
   */
  public static SecurityIdentity of(
      Administrator who, Optional<String> keyId, RoutingContext request) {
    QuarkusSecurityIdentity.Builder identity =
        AdministratorIdentity.of(who, Roles.CONSOLE, request);
    keyId.ifPresent(id -> identity.addAttribute(Caller.KEY, ApiKey.Owner.ADMINISTRATOR.masked(id)));
    return identity.build();
  }
}
