package io.leadloop.portal.session;

import io.leadloop.access.Roles;
import io.leadloop.http.PathPatterns;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Links to the portal that administrators give to a provider. */
@Path("/admin/v1/providers/{provider:" + PathPatterns.SLUG + "}/portal-links")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class PortalLinkAdminResource {
  private final PortalLinkRequests links;

  PortalLinkAdminResource(PortalLinkRequests links) {
    this.links = links;
  }

  /** Issues a link that opens the provider's portal once, within 15 minutes. */
  @POST
  @ResponseStatus(201)
  public Uni<PortalLinkView> issue(@PathParam("provider") String slug) {
    return links.ofProvider(slug);
  }
}
