package io.leadloop.portal;

import io.leadloop.access.Roles;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalCookie;
import io.leadloop.portal.session.PortalSignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Signs providers out. */
@Site
@Path("/portal/sign-out")
@RolesAllowed({Roles.PORTAL, Roles.PORTAL_CUSTOMER})
public class SignOutResource {
  private final PortalSignIn signIn;
  private final Pages pages;

  SignOutResource(PortalSignIn signIn, Pages pages) {
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
                    .to("portal/sign-in")
                    .header(HttpHeaders.SET_COOKIE, PortalCookie.remove())
                    .build());
  }
}
