package io.leadloop.admin.lead;

import io.leadloop.access.Roles;
import io.leadloop.admin.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Asks Oplead for a lead, for administrators. */
@Path("/admin/v1/leads/{id}/poll")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class LeadPollResource {
  private final LeadActions actions;

  LeadPollResource(LeadActions actions) {
    this.actions = actions;
  }

  /**
   * Asks Oplead for the lead now, within the customer's quota. A status that is new is published to
   * its provider, as that of a callback is.
   */
  @POST
  public Uni<LeadPollView> poll(@PathParam("id") String id) {
    return actions.poll(Problems.leadId(id));
  }
}
