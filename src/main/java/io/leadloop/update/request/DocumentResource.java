package io.leadloop.update.request;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.api.OwnLeads;
import io.leadloop.http.body.StreamedBody;
import io.leadloop.intake.LaneView;
import io.leadloop.lead.Lead;
import io.leadloop.limit.Allowances;
import io.leadloop.update.document.Uploads;
import io.leadloop.update.request.LeadUpdates.QueuedUpdate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The documents of a provider's lead: quotes and invoices for the customer's Oplead. */
@Path("/v1/leads/{id}/documents")
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class DocumentResource {
  private final Caller caller;
  private final OwnLeads leads;
  private final Allowances allowances;
  private final Uploads uploads;
  private final LeadUpdates updates;
  private final UpdateQueue queue;

  DocumentResource(
      Caller caller,
      OwnLeads leads,
      Allowances allowances,
      Uploads uploads,
      LeadUpdates updates,
      UpdateQueue queue) {
    this.caller = caller;
    this.leads = leads;
    this.allowances = allowances;
    this.uploads = uploads;
    this.updates = updates;
    this.queue = queue;
  }

  /**
   * Takes a document: 202 when it is on disk, 200 with the first one when its bytes were taken for
   * this lead before. It follows its lead to Oplead, and what was given for the lead before it.
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @StreamedBody
  public Uni<RestResponse<DocumentView>> add(
      @PathParam("id") String id, @Context RoutingContext request) {
    return leads
        .find(id)
        .map(Lead::id)
        .call(updates::requireOpen)
        .call(() -> allowances.take(caller.provider(), request.response()))
        .chain(
            lead ->
                uploads
                    .read(caller.provider(), request)
                    .chain(upload -> updates.add(lead, upload))
                    .chain(taken -> queue.place(lead, taken).map(place -> answer(taken, place))));
  }

  /** The lead's documents, in the order in which they were given. */
  @GET
  @BoundedRead
  public Uni<DocumentList> list(@PathParam("id") String id) {
    return leads.find(id).map(Lead::id).chain(updates::documents).map(DocumentList::of);
  }

  private static RestResponse<DocumentView> answer(
      QueuedUpdate<LeadUpdate.Document> taken, Optional<LaneView> place) {
    DocumentView document = taken.update().view(place.orElse(null));
    return taken.replayed()
        ? ResponseBuilder.create(Status.OK, document).header("Idempotency-Replayed", true).build()
        : ResponseBuilder.create(Status.ACCEPTED, document).build();
  }
}
