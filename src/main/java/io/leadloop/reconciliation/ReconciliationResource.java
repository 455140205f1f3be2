package io.leadloop.reconciliation;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.http.body.StreamedBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/**
 * Compares a provider's list of leads with the gateway's ({@code
 * src/docs/provider/reconciliation.md}).
 */
@Path("/v1/reconciliations")
@RolesAllowed(Roles.PROVIDER)
public class ReconciliationResource {
  private final Caller caller;
  private final Reconciliations reconciliations;

  ReconciliationResource(Caller caller, Reconciliations reconciliations) {
    this.caller = caller;
    this.reconciliations = reconciliations;
  }

  /**
   * Compares the caller's list with the leads here, and answers with the differences and a summary.
   * Changes nothing. As application/x-ndjson, one lead per line in both directions, for long lists.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @StreamedBody
  @APIResponse(
      responseCode = "200",
      description = "The differences; as NDJSON one per line, and the summary as the last line.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonResult.class),
            examples = @ExampleObject(name = "differences", ref = "Differences")),
        @Content(
            mediaType = RestMediaType.APPLICATION_NDJSON,
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "differenceLines", ref = "DifferenceLines"))
      })
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "NotGranted")
  @APIResponse(responseCode = "408", ref = "RequestTimeout")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "429", ref = "RateLimited")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  @RequestBody(
      required = true,
      description = "A list of at most 10,000 leads, or as application/x-ndjson one lead a line.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonList.class),
            examples = @ExampleObject(name = "list", ref = "LeadList")),
        @Content(
            mediaType = RestMediaType.APPLICATION_NDJSON,
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "listLines", ref = "LeadListLines"))
      })
  public Uni<JsonResult> compare(@Context RoutingContext request) {
    return reconciliations.compare(caller.provider(), request);
  }

  /** The same line by line; a first line without a reference is the window. */
  @POST
  @Consumes(RestMediaType.APPLICATION_NDJSON)
  @Produces(RestMediaType.APPLICATION_NDJSON)
  @StreamedBody
  @Operation(hidden = true) // same operation as above, which documents both
  public Multi<byte[]> compareLines(@Context RoutingContext request) {
    return reconciliations.stream(caller.provider(), request);
  }
}
