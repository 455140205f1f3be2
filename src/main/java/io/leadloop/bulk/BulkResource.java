package io.leadloop.bulk;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.Problems;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Changes of many leads at once. */
@Path(BulkResource.PATH)
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {
  static final String PATH = "/admin/v1/bulk-operations";
  private static final String ONE = "/{operation:" + PathPatterns.UUID + "}";

  private final BulkOperations operations;
  private final JsonBodies bodies;

  BulkResource(BulkOperations operations, JsonBodies bodies) {
    this.operations = operations;
    this.bodies = bodies;
  }

  /**
   * Starts an operation on all leads that match a filter, which a replica then runs: {@code retry}
   * sends rejected, expired, held and uncertain leads again, {@code release} held ones. With {@code
   * dry_run} it only estimates how many leads, and how long. Leads are changed as one by one: what
   * is in another state by then is skipped, as is a held lead of a stopped lane. The audit has an
   * entry for the start of an operation and one for its end.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<Object>> start(byte[] body) {
    NewBulkOperation wanted = bodies.read(body, NewBulkOperation.class);
    return wanted.isDryRun()
        ? operations
            .plan(wanted.action(), wanted.filter())
            .map(plan -> RestResponse.<Object>ok(plan))
        : operations.start(wanted.action(), wanted.filter()).map(BulkResource::accepted);
  }

  private static RestResponse<Object> accepted(BulkOperation started) {
    return ResponseBuilder.<Object>create(Status.ACCEPTED, started)
        .header(HttpHeaders.LOCATION, PATH + "/" + started.id())
        .build();
  }

  /** Operations, newest first. */
  @GET
  @BoundedRead
  public Uni<Page<BulkOperation>> list(
      @RestQuery Optional<String> after, @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return operations.list(after.map(BulkResource::cursor), PageLimit.of(limit));
  }

  /** One operation, and how far it is. */
  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<BulkOperation> show(@PathParam("operation") String id) {
    return operations.show(operationId(id));
  }

  /**
   * Ends an operation after its current step; leads that were changed stay so. One that has ended
   * is returned as it is.
   */
  @POST
  @Path(ONE + "/cancel")
  public Uni<BulkOperation> cancel(@PathParam("operation") String id) {
    return operations.cancel(operationId(id));
  }

  private static UUID operationId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw Problems.notFound("operation");
    }
  }

  /** The cursor of a page: an operation's id. */
  public static UUID cursor(String after) {
    try {
      return UUID.fromString(after);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_REQUEST, List.of(new FieldError("/after", "is not a valid cursor")));
    }
  }
}
