package io.leadloop.portal.session;

import io.leadloop.access.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Links to the portal that a provider's own backend gives to its people. */
@Path("/v1/me/portal-links")
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class PortalLinkResource {
  private final PortalLinkRequests links;

  PortalLinkResource(PortalLinkRequests links) {
    this.links = links;
  }

  /**
   * Issues a link that opens the portal once, within 15 minutes. Its session ends when the key that
   * issued it is revoked.
   */
  @POST
  @ResponseStatus(201)
  public Uni<PortalLinkView> issue() {
    return links.own();
  }
}
