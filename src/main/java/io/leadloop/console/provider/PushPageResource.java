package io.leadloop.console.provider;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.leadloop.page.ListFile;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.push.endpoint.EndpointBoard;
import io.leadloop.push.endpoint.EndpointLine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of all endpoints. */
@Site
@Path("/console/push")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class PushPageResource {
  private static final int SIZE = 100;

  private static final ListFile<EndpointLine> FILE =
      ListFile.of(
          "endpoints",
          column("id", EndpointLine::id),
          column("provider", EndpointLine::slug),
          column("host", EndpointLine::host),
          column("state", EndpointLine::state),
          column("leads_waiting", EndpointLine::leadsWaiting),
          column("last_success_at", endpoint -> endpoint.lastSuccessAt().orElse(null)),
          column("failing_since", endpoint -> endpoint.failingSince().orElse(null)),
          column("last_error", endpoint -> endpoint.lastError().orElse(null)));

  private final EndpointBoard endpoints;
  private final Pages pages;

  PushPageResource(EndpointBoard endpoints, Pages pages) {
    this.endpoints = endpoints;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery @DefaultValue("") String after) {
    return list(after, SIZE)
        .chain(found -> pages.html(page -> new PushPage(page, found, after.isEmpty())));
  }

  /** The first of the same list as a file. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv() {
    return FILE.answer(after -> list(after, ListFile.SIZE));
  }

  private Uni<Page<EndpointLine>> list(String after, int size) {
    return endpoints.all(SlugParameter.cursor(after), size).map(found -> page(found, size));
  }

  /** A provider whose endpoints may not all be on the page is left to the next one. */
  private static Page<EndpointLine> page(List<EndpointLine> found, int size) {
    if (found.size() < size) {
      return new Page<>(found, null);
    }
    String last = found.get(size - 1).slug();
    List<EndpointLine> whole =
        found.stream().filter(endpoint -> !endpoint.slug().equals(last)).toList();
    return new Page<>(whole, whole.get(whole.size() - 1).slug());
  }
}
