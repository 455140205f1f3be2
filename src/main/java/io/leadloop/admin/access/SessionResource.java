package io.leadloop.admin.access;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.leadloop.session.Session;
import io.leadloop.session.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The browsers that are signed in to the console. */
@Path("/admin/v1/sessions")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
  private final SignIn sessions;

  SessionResource(SignIn sessions) {
    this.sessions = sessions;
  }

  /** Sessions that have not ended, newest first. */
  @GET
  @BoundedRead
  public Uni<Page<Session>> list(
      @RestQuery Optional<String> after, @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    int size = PageLimit.of(limit);
    UUID before = after.map(SessionResource::cursor).orElse(SignIn.NEWEST);
    return sessions
        .list(before, size + 1)
        .map(found -> Page.of(found, size, last -> last.id().toString()));
  }

  /** Ends a session; its browser has to sign in again. */
  @DELETE
  @Path("/{session:" + PathPatterns.UUID + "}")
  public Uni<Void> end(@PathParam("session") String id) {
    return sessions
        .end(parse(id).orElseThrow(() -> Problems.notFound("session")))
        .invoke(
            ended -> {
              if (!ended) {
                throw Problems.notFound("session");
              }
            })
        .replaceWithVoid();
  }

  /** Ends all sessions. */
  @DELETE
  public Uni<Void> endAll() {
    return sessions.endAll();
  }

  private static UUID cursor(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                ProblemException.rejected(
                    ErrorCode.INVALID_REQUEST,
                    List.of(new FieldError("/after", "is not a valid cursor"))));
  }

  private static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
