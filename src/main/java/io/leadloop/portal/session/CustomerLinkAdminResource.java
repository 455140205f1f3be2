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

/** Links to a page with its own lane that administrators give to a customer. */
@Path("/admin/v1/customers/{customer:" + PathPatterns.SLUG + "}/portal-links")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class CustomerLinkAdminResource {
  private final PortalLinkRequests links;

  CustomerLinkAdminResource(PortalLinkRequests links) {
    this.links = links;
  }

  /** Issues a link that opens a page with the customer's own lane once, within 15 minutes. */
  @POST
  @ResponseStatus(201)
  public Uni<PortalLinkView> issue(@PathParam("customer") String slug) {
    return links.ofCustomer(slug);
  }
}
