package io.leadloop.console.overview;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The console's first page. */
@Site
@Path("/console")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class OverviewPageResource {
  private final OverviewReader overviews;
  private final Pages pages;

  OverviewPageResource(OverviewReader overviews, Pages pages) {
    this.overviews = overviews;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return overviews.read().chain(now -> pages.html(page -> new OverviewPage(page, now)));
  }

  /** The part that changes, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path("/live")
  public Uni<RestResponse<String>> live(@RestQuery Optional<String> seen) {
    return overviews
        .watch()
        .chain(
            now ->
                pages.fragment(
                    page -> new OverviewPage(page, now),
                    "live",
                    Map.of("overview", now),
                    seen,
                    now.version()));
  }
}
