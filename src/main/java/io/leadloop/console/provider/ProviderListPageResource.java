package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.http.Page;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of all providers. */
@Site
@Path("/console/providers")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderListPageResource {
  private static final int SIZE = 50;

  private final ProviderAdministration providers;
  private final Pages pages;

  ProviderListPageResource(ProviderAdministration providers, Pages pages) {
    this.providers = providers;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery @DefaultValue("") String after) {
    return providers
        .list(SlugParameter.cursor(after), SIZE + 1)
        .map(found -> Page.of(found, SIZE, ProviderDetail::slug))
        .chain(found -> pages.html(page -> new ProviderListPage(page, found, after.isEmpty())));
  }
}
