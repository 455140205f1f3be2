package io.leadloop.intake;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The schemas that submissions are checked against, for whoever writes the sending side. */
@Path("/schemas")
public class SchemaResource {
  private final LeadSchema lead;

  SchemaResource(LeadSchema lead) {
    this.lead = lead;
  }

  /** What a lead document must be. */
  @GET
  @Path("/lead.json")
  @Produces("application/schema+json")
  public String lead() {
    return lead.json();
  }
}
