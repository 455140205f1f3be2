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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @APIResponse(
      responseCode = "202",
      description = "The document is on disk.",
      content =
          @Content(
              schema = @Schema(implementation = DocumentView.class),
              examples = @ExampleObject(name = "queuedDocument", ref = "QueuedDocument")))
  @APIResponse(
      responseCode = "200",
      description = "The lead has this document; this is the first one.",
      content =
          @Content(
              schema = @Schema(implementation = DocumentView.class),
              examples = @ExampleObject(name = "deliveredDocument", ref = "DeliveredDocument")))
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "408", ref = "RequestTimeout")
  @APIResponse(responseCode = "409", ref = "LeadNotForwarded")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidDocument")
  @APIResponse(responseCode = "429", ref = "RateLimited")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  @RequestBody(
      required = true,
      description = "One part 'file', and perhaps a part 'kind'.",
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(ref = "DocumentUpload")))
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
  @APIResponse(
      responseCode = "200",
      description = "All of them; each shows how far it is.",
      content =
          @Content(
              schema = @Schema(implementation = DocumentList.class),
              examples = @ExampleObject(name = "documents", ref = "Documents")))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
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
