package io.leadloop.admin.feedback;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.JsonBodies;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @APIResponse(responseCode = "200", ref = "FeedbackOverview")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<FeedbackOverview> show() {
    return overview.read();
  }

  /** Feedback that was set aside, newest first, without its bodies. */
  @GET
  @BoundedRead
  @Path(LETTERS)
  @APIResponse(responseCode = "200", ref = "DeadLetters")
  @APIResponse(responseCode = "400", ref = "InvalidParameter")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
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
  @APIResponse(responseCode = "200", ref = "MovedDeadLetters")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Moved> retry(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = Selection.class),
                      examples = @ExampleObject(name = "selection", ref = "DeadLetterSelection")))
          byte[] body) {
    return letters.retry(bodies.read(body, Selection.class));
  }

  /** Discards the next ones for good. Call it with each answer's cursor until there is none. */
  @POST
  @Path(LETTERS + "/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "MovedDeadLetters")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Moved> discard(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = Selection.class),
                      examples = @ExampleObject(name = "selection", ref = "DeadLetterSelection")))
          byte[] body) {
    return letters.discard(bodies.read(body, Selection.class));
  }

  /** Has one tried again: what the log refused or could not project, or a body, read once more. */
  @POST
  @Path(ONE + "/retry")
  @APIResponse(responseCode = "204", ref = "Done")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Void> retryOne(@PathParam("id") String id) {
    return letters.retry(Ids.of("dead letter", id));
  }

  /** Discards one for good. */
  @POST
  @Path(ONE + "/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "204", ref = "Done")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Void> discardOne(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = Confirmation.class),
                      examples = @ExampleObject(name = "confirmation", ref = "Confirmation")))
          byte[] body) {
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
