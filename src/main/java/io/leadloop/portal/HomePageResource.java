package io.leadloop.portal;

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

/** The portal's first page. */
@Site
@Path("/portal")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class HomePageResource {
  private final HomeReader homes;
  private final Pages pages;

  HomePageResource(HomeReader homes, Pages pages) {
    this.homes = homes;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return homes.read().chain(home -> pages.html(page -> new HomePage(page, home)));
  }
}
