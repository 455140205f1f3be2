package io.leadloop.intake;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

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
  @APIResponse(
      responseCode = "200",
      description = "A JSON Schema.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "leadSchema", ref = "LeadSchema")))
  public String lead() {
    return lead.json();
  }
}
