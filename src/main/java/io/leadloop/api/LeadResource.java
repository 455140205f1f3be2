package io.leadloop.api;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.api.event.EventList;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.event.LeadHistory;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.body.StreamedBody;
import io.leadloop.intake.IdempotencyKey;
import io.leadloop.intake.Intake;
import io.leadloop.intake.LeadView;
import io.leadloop.intake.Receipt;
import io.leadloop.intake.SubmissionReader;
import io.leadloop.intake.bulk.LeadStream;
import io.leadloop.lead.LeadCsv;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadPage;
import io.leadloop.lead.LeadParameters;
import io.leadloop.lead.Leads;
import io.leadloop.limit.Allowances;
import io.leadloop.provider.Provider;
import io.leadloop.silence.LeadRefresh;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** The provider API for leads ({@code src/docs/openapi.yaml}). */
@Path(LeadResource.PATH)
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class LeadResource {
  static final String PATH = "/v1/leads";

  private final Caller caller;
  private final SubmissionReader reader;
  private final Intake intake;
  private final LeadStream stream;
  private final Allowances allowances;
  private final Leads leads;
  private final OwnLeads own;
  private final LeadHistory history;
  private final LeadErasure erasure;
  private final LeadRefresh refresh;

  LeadResource(
      Caller caller,
      SubmissionReader reader,
      Intake intake,
      LeadStream stream,
      Allowances allowances,
      Leads leads,
      OwnLeads own,
      LeadHistory history,
      LeadErasure erasure,
      LeadRefresh refresh) {
    this.caller = caller;
    this.reader = reader;
    this.intake = intake;
    this.stream = stream;
    this.allowances = allowances;
    this.leads = leads;
    this.own = own;
    this.history = history;
    this.erasure = erasure;
    this.refresh = refresh;
  }

  /** Accepts one lead: 202 when it is on disk, 200 with the existing lead for a repeat. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<LeadView>> submit(
      @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
      byte[] body,
      @Context RoutingContext request) {
    Provider provider = caller.provider();
    String key = IdempotencyKey.given(idempotencyKey, request);
    return allowances
        .take(provider, request.response())
        .chain(granted -> intake.accept(provider, reader.read(body, key)))
        .chain(LeadResource::answer);
  }

  /** Accepts many leads, one per line; each is answered by a line with the lead or a problem. */
  @POST
  @Consumes(RestMediaType.APPLICATION_NDJSON)
  @Produces(RestMediaType.APPLICATION_NDJSON)
  @StreamedBody
  public Multi<byte[]> submitMany(
      @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Context RoutingContext request) {
    if (IdempotencyKey.given(idempotencyKey, request) != null) {
      throw invalid(IdempotencyKey.HEADER, "serves one lead; give each line its own reference");
    }
    return stream.accept(caller.provider(), request);
  }

  /**
   * Lists the caller's leads that match all given parameters, newest first. A page may be short or
   * empty and still have a next one, since it checks a bounded number of leads. {@code Accept:
   * text/csv} selects CSV (RFC 4180, UTF-8), whose next page is in the header {@code Link}; a text
   * that a spreadsheet would take for a formula begins with an apostrophe there.
   */
  @GET
  @BoundedRead
  public Uni<RestResponse<Object>> list(
      @BeanParam LeadParameters parameters,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    return leads
        .list(caller.provider().id(), LeadFilter.parse(parameters), PageLimit.of(limit))
        .map(
            page ->
                LeadCsv.isWanted(headers)
                    ? LeadCsv.answer(
                            LeadCsv.of(page.items()), page.next(), uri.getQueryParameters())
                        .build()
                    : RestResponse.<Object>ok(view(page)));
  }

  private static Page<LeadView> view(LeadPage page) {
    return new Page<>(
        page.items().stream().map(LeadView::of).toList(),
        page.next().map(LeadId::toString).orElse(null));
  }

  /**
   * Returns one lead of the caller.
   *
   * @param refresh {@code true} reads its status from the customer's Oplead first, within the quota
   */
  @GET
  @Path("/{id}")
  public Uni<LeadView> show(
      @PathParam("id") String id, @RestQuery @DefaultValue("false") String refresh) {
    if (!refresh.equals("true") && !refresh.equals("false")) {
      throw invalid("/refresh", "must be true or false");
    }
    return own.look(id)
        .chain(
            lead ->
                refresh.equals("true")
                    ? this.refresh.refresh(lead).map(LeadView.of(lead)::with)
                    : Uni.createFrom().item(LeadView.of(lead)));
  }

  /** Lists the events of one of the caller's leads, oldest first. */
  @GET
  @BoundedRead
  @Path("/{id}/events")
  public Uni<EventList> events(
      @PathParam("id") String id,
      @RestQuery @DefaultValue("0") String after,
      @RestQuery @DefaultValue(PageLimit.MAX_TEXT) String limit) {
    int sequence = sequence(after);
    int size = PageLimit.of(limit);
    return own.find(id)
        .chain(lead -> history.of(lead, sequence, size + 1))
        .map(events -> EventList.of(events, size));
  }

  /**
   * Erases the lead's personal data: its document, and Oplead's answers and callbacks. Ids, times
   * and states remain. A queued lead is withdrawn first, and expires.
   */
  @DELETE
  @Path("/{id}")
  public Uni<Void> erase(@PathParam("id") String id) {
    return own.find(id).chain(lead -> erasure.erase(lead.id()));
  }

  private static int sequence(String cursor) {
    if (!cursor.matches("\\d{1,9}")) {
      throw invalid("/after", "is not a valid cursor");
    }
    return Integer.parseInt(cursor);
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, detail)));
  }

  private static Uni<RestResponse<LeadView>> answer(Receipt receipt) {
    return receipt
        .lead()
        .map(
            lead ->
                receipt.kind() == Receipt.Kind.REPLAYED
                    ? answer(Status.OK, lead).header("Idempotency-Replayed", true).build()
                    : answer(Status.ACCEPTED, lead).build());
  }

  private static ResponseBuilder<LeadView> answer(Status status, LeadView lead) {
    return ResponseBuilder.create(status, lead)
        .header(HttpHeaders.LOCATION, PATH + "/" + lead.id());
  }
}
