package io.leadloop.console.bulk;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.AdminLeadParameters;
import io.leadloop.bulk.BulkAction;
import io.leadloop.bulk.BulkFilter;
import io.leadloop.bulk.BulkOperations;
import io.leadloop.bulk.BulkResource;
import io.leadloop.console.lead.LeadSearch;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages of bulk operations. */
@Site
@Path("/" + BulkPageResource.PATH)
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class BulkPageResource {
  static final String PATH = "console/leads/bulk";
  private static final String ONE = "/{operation:" + PathPatterns.UUID + "}";
  private static final int SIZE = 50;

  private final BulkOperations operations;
  private final Clock clock;
  private final Pages pages;

  BulkPageResource(BulkOperations operations, Clock clock, Pages pages) {
    this.operations = operations;
    this.clock = clock;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> list(@RestQuery Optional<String> after) {
    return operations
        .list(after.map(BulkResource::cursor), SIZE)
        .chain(found -> pages.html(page -> new BulkListPage(page, found, after.isEmpty())));
  }

  /** Estimates what {@link #start} with the same parameters would do. */
  @GET
  @BoundedRead
  @Path("/new")
  public Uni<String> plan(@RestQuery Optional<String> action, @BeanParam LeadSearch search) {
    return operations
        .plan(action(action), filter(search))
        .chain(plan -> pages.html(page -> new BulkPlanPage(page, plan, search)));
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> start(
      @RestQuery Optional<String> action, @BeanParam LeadSearch search) {
    return operations
        .start(action(action), filter(search))
        .map(started -> pages.to(PATH + "/" + started.id()).build());
  }

  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<String> show(@PathParam("operation") String id) {
    return operations
        .show(operation(id))
        .chain(found -> pages.html(page -> new BulkPage(page, found)));
  }

  /** The part that changes, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path(ONE + "/live")
  public Uni<RestResponse<String>> live(
      @PathParam("operation") String id, @RestQuery Optional<String> seen) {
    return operations
        .show(operation(id))
        .chain(
            now ->
                pages.fragment(
                    page -> new BulkPage(page, now),
                    "live",
                    Map.of("operation", now),
                    seen,
                    OperationWords.version(now)));
  }

  /** Ends the operation. */
  @POST
  @Path(ONE + "/cancel")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> cancel(@PathParam("operation") String id) {
    return operations.cancel(operation(id)).map(ended -> pages.to(PATH + "/" + ended.id()).build());
  }

  private BulkFilter filter(LeadSearch search) {
    AdminLeadParameters given = search.parameters(null, clock);
    return new BulkFilter(
        given.provider, given.customer, given.state, given.status, null, given.createdAfter, null);
  }

  private static BulkAction action(Optional<String> name) {
    return name.flatMap(BulkAction::ofWireName).orElseThrow(NotFoundException::new);
  }

  private static UUID operation(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw new NotFoundException();
    }
  }
}
