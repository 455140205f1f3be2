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
  public Uni<JsonResult> compare(@Context RoutingContext request) {
    return reconciliations.compare(caller.provider(), request);
  }

  /** The same line by line; a first line without a reference is the window. */
  @POST
  @Consumes(RestMediaType.APPLICATION_NDJSON)
  @Produces(RestMediaType.APPLICATION_NDJSON)
  @StreamedBody
  public Multi<byte[]> compareLines(@Context RoutingContext request) {
    return reconciliations.stream(caller.provider(), request);
  }
}
