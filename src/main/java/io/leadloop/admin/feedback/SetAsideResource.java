package io.leadloop.admin.feedback;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The state of feedback, and what of it was set aside ({@code src/docs/openapi.yaml}). */
@Path("/admin/v1/feedback")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class SetAsideResource {
  private static final String LETTERS = "/dead-letters";
  private static final String ONE = LETTERS + "/{id:" + PathPatterns.UUID + "}";

  private final SetAsideAdministration letters;
  private final FeedbackOverviewReader overview;
  private final JsonBodies bodies;

  SetAsideResource(
      SetAsideAdministration letters, FeedbackOverviewReader overview, JsonBodies bodies) {
    this.letters = letters;
    this.overview = overview;
    this.bodies = bodies;
  }

  /** How feedback moves: the outbox, the log, and the customers with the least of it. */
  @GET
  @BoundedRead
  public Uni<FeedbackOverview> show() {
    return overview.read();
  }

  /** Feedback that was set aside, newest first, without its bodies. */
  @GET
  @BoundedRead
  @Path(LETTERS)
  public Uni<Page<SetAsideView>> list(
      @RestQuery Optional<String> source,
      @RestQuery Optional<String> after,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return letters.list(
        source.map(SetAsideResource::source), after.map(Ids::cursor), PageLimit.of(limit));
  }

  /** Has the next ones tried again. Call it with each answer's cursor until there is none. */
  @POST
  @Path(LETTERS + "/retry")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Moved> retry(byte[] body) {
    return letters.retry(bodies.read(body, Selection.class));
  }

  /** Discards the next ones for good. Call it with each answer's cursor until there is none. */
  @POST
  @Path(LETTERS + "/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Moved> discard(byte[] body) {
    return letters.discard(bodies.read(body, Selection.class));
  }

  /** Has one tried again: what the log refused or could not project, or a body, read once more. */
  @POST
  @Path(ONE + "/retry")
  public Uni<Void> retryOne(@PathParam("id") String id) {
    return letters.retry(Ids.of("dead letter", id));
  }

  /** Discards one for good. */
  @POST
  @Path(ONE + "/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> discardOne(@PathParam("id") String id, byte[] body) {
    return letters.discard(Ids.of("dead letter", id), bodies.read(body, Confirmation.class));
  }

  private static SetAsideSource source(String text) {
    return SetAsideSource.ofWireName(text)
        .orElseThrow(
            () ->
                ProblemException.rejected(
                    ErrorCode.INVALID_REQUEST,
                    List.of(new FieldError("/source", "must be outbox, log or callback"))));
  }
}
