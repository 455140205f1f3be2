package io.leadloop.console;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.KeyAdministration;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.session.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of keys and sessions. */
@Site
@Path("/console/access")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class AccessPageResource {
  private static final String DONE = "console/access?done=1";

  private final KeyAdministration keys;
  private final SignIn sessions;
  private final Pages pages;

  AccessPageResource(KeyAdministration keys, SignIn sessions, Pages pages) {
    this.keys = keys;
    this.sessions = sessions;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery Optional<String> done) {
    return keys.list()
        .chain(
            all ->
                sessions
                    .list()
                    .chain(
                        open ->
                            pages.html(page -> new AccessPage(page, all, open, done.isPresent()))));
  }

  @POST
  @Path("/keys/{key:" + PathPatterns.KEY + "}/revoke")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> revoke(@PathParam("key") String id) {
    return keys.revoke(id).map(done -> pages.to(DONE).build());
  }

  @POST
  @Path("/sessions/{session:" + PathPatterns.UUID + "}/end")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> end(@PathParam("session") String id) {
    return sessions.end(uuid(id)).map(done -> pages.to(DONE).build());
  }

  @POST
  @Path("/sessions/end-all")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> endAll() {
    return sessions.endAll().map(done -> pages.to("console/sign-in").build());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException();
    }
  }
}
