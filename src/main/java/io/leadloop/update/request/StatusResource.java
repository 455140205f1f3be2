package io.leadloop.update.request;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.api.OwnLeads;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.intake.LaneView;
import io.leadloop.lead.Lead;
import io.leadloop.limit.Allowances;
import io.leadloop.update.UpdateConfig;
import io.leadloop.update.request.LeadUpdates.QueuedUpdate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The status that a provider wants its lead to have in the customer's Oplead. */
@Path("/v1/leads/{id}/status")
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
  private final Caller caller;
  private final JsonBodies bodies;
  private final OwnLeads leads;
  private final Allowances allowances;
  private final LeadUpdates updates;
  private final UpdateQueue queue;
  private final Set<String> settable;

  StatusResource(
      Caller caller,
      JsonBodies bodies,
      OwnLeads leads,
      Allowances allowances,
      LeadUpdates updates,
      UpdateQueue queue,
      UpdateConfig config) {
    this.caller = caller;
    this.bodies = bodies;
    this.leads = leads;
    this.allowances = allowances;
    this.updates = updates;
    this.queue = queue;
    this.settable = new TreeSet<>(config.statuses());
  }

  /**
   * Asks for a status: 202 when that is on disk, 200 when the last request, which still waits, asks
   * for the same. It follows its lead to Oplead, and what was given for the lead before it.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<StatusRequestView>> set(
      @PathParam("id") String id, byte[] body, @Context RoutingContext request) {
    return leads
        .find(id)
        .map(Lead::id)
        .call(() -> allowances.take(caller.provider(), request.response()))
        .chain(
            lead ->
                updates
                    .setStatus(lead, code(body))
                    .chain(taken -> queue.place(lead, taken).map(place -> answer(taken, place))));
  }

  private String code(byte[] body) {
    String code = bodies.read(body, NewStatus.class).status();
    if (!settable.contains(code)) {
      String detail = "must be one of " + String.join(", ", settable);
      throw ProblemException.rejected(
          ErrorCode.INVALID_BODY, List.of(new FieldError("/status", detail)));
    }
    return code;
  }

  private static RestResponse<StatusRequestView> answer(
      QueuedUpdate<LeadUpdate.Status> taken, Optional<LaneView> place) {
    StatusRequestView status = taken.update().view(place.orElse(null));
    return taken.replayed()
        ? ResponseBuilder.create(Status.OK, status).header("Idempotency-Replayed", true).build()
        : ResponseBuilder.create(Status.ACCEPTED, status).build();
  }
}
