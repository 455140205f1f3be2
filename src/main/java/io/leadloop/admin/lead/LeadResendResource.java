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

/** Sends the events of a lead again, for administrators. */
@Path("/admin/v1/leads/{id}/resend")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class LeadResendResource {
  private final LeadActions actions;

  LeadResendResource(LeadActions actions) {
    this.actions = actions;
  }

  /**
   * Sends the lead's events again, in order, to each endpoint of its provider that takes events
   * now; they have the ids that they had before.
   */
  @POST
  public Uni<LeadResendView> resend(@PathParam("id") String id) {
    return actions.resend(Problems.leadId(id));
  }
}
