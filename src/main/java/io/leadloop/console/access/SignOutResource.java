package io.leadloop.console.access;

import io.leadloop.access.Roles;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.session.SessionCookie;
import io.leadloop.session.SignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Signs administrators out. */
@Site
@Path("/console/sign-out")
@RolesAllowed({Roles.CONSOLE, Roles.VIEWER})
public class SignOutResource {
  private final SignIn signIn;
  private final Pages pages;

  SignOutResource(SignIn signIn, Pages pages) {
    this.signIn = signIn;
    this.pages = pages;
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> signOut(RoutingContext request) {
    return signIn
        .out(request)
        .map(
            done ->
                pages
                    .to("console/sign-in")
                    .header(HttpHeaders.SET_COOKIE, SessionCookie.remove())
                    .build());
  }
}
