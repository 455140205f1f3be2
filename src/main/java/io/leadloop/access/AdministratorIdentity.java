package io.leadloop.access;

import io.leadloop.access.key.Administrator;
import io.leadloop.access.key.AdministratorRole;
import io.leadloop.http.ProblemMappers;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The identity of an administrator for one request. A viewer has the role that calls require only
 * if the request's method is safe, so that no resource has to distinguish viewers; a safe method
 * reveals no secret and changes nothing.
 */
final class AdministratorIdentity {
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private AdministratorIdentity() {}

  /**
   * @param role that the calls of the request's kind require: {@link Roles#ADMINISTRATOR} or {@link
   *     Roles#CONSOLE}
   */
  static QuarkusSecurityIdentity.Builder of(
      Administrator who, String role, RoutingContext request) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(who.name()))
            .addAttribute(Caller.ADMINISTRATOR, who);
    if (who.role() == AdministratorRole.VIEWER) {
      identity.addRole(Roles.VIEWER);
    }
    if (mayCall(who, request.request().method())) {
      return identity.addRole(role);
    }
    ProblemMappers.explainForbidden(request, Caller.READ_ONLY);
    return identity;
  }

  private static boolean mayCall(Administrator who, HttpMethod method) {
    return who.role() == AdministratorRole.ADMIN || SAFE.contains(method);
  }
}
