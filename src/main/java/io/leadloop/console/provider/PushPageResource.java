package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.http.Page;
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

/** The page of all endpoints. */
@Site
@Path("/console/push")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class PushPageResource {
  private static final int SIZE = 100;

  private final EndpointBoard endpoints;
  private final Pages pages;

  PushPageResource(EndpointBoard endpoints, Pages pages) {
    this.endpoints = endpoints;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery @DefaultValue("") String after) {
    return endpoints
        .all(SlugParameter.cursor(after), SIZE)
        .map(PushPageResource::page)
        .chain(found -> pages.html(page -> new PushPage(page, found, after.isEmpty())));
  }

  /** A provider whose endpoints may not all be on the page is left to the next one. */
  private static Page<EndpointLine> page(List<EndpointLine> found) {
    if (found.size() < SIZE) {
      return new Page<>(found, null);
    }
    String last = found.get(SIZE - 1).slug();
    List<EndpointLine> whole =
        found.stream().filter(endpoint -> !endpoint.slug().equals(last)).toList();
    return new Page<>(whole, whole.get(whole.size() - 1).slug());
  }
}
