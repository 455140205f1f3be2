package io.leadloop.portal;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalSignIn;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of the provider's keys and sessions. */
@Site
@Path("/portal/keys")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class KeysPageResource {
  private final Caller caller;
  private final Providers providers;
  private final PortalSignIn sessions;
  private final Pages pages;

  KeysPageResource(Caller caller, Providers providers, PortalSignIn sessions, Pages pages) {
    this.caller = caller;
    this.providers = providers;
    this.sessions = sessions;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery Optional<String> done) {
    return providers
        .keys(caller.provider())
        .chain(
            keys ->
                sessions
                    .list()
                    .chain(
                        open ->
                            pages.html(page -> new KeysPage(page, keys, open, done.isPresent()))));
  }

  @POST
  @Path("/end-sessions")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> endSessions() {
    return sessions.endAll().map(done -> pages.to("portal/sign-in").build());
  }
}
