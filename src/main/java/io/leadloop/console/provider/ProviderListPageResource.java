package io.leadloop.console.provider;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.leadloop.page.ListFile;
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
import org.jboss.resteasy.reactive.RestResponse;

/** The page of all providers. */
@Site
@Path("/console/providers")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderListPageResource {
  private static final int SIZE = 50;

  private static final ListFile<ProviderDetail> FILE =
      ListFile.of(
          "providers",
          column("slug", ProviderDetail::slug),
          column("name", ProviderDetail::name),
          column("disabled", ProviderDetail::disabled),
          column("customers", provider -> String.join(" ", provider.customers())),
          column("keys", provider -> provider.keys().size()),
          column("leads_per_minute", ProviderDetail::leadsPerMinute),
          column("topic", ProviderDetail::topic),
          column("archived_at", ProviderDetail::archivedAt),
          column("created_at", ProviderDetail::createdAt));

  private final ProviderAdministration providers;
  private final Pages pages;

  ProviderListPageResource(ProviderAdministration providers, Pages pages) {
    this.providers = providers;
    this.pages = pages;
  }

  /**
   * @param archived whether those with whom the work has ended are shown, rather than the others
   */
  @GET
  @BoundedRead
  public Uni<String> show(
      @RestQuery @DefaultValue("") String after,
      @RestQuery @DefaultValue("false") boolean archived) {
    return list(after, SIZE, archived)
        .chain(
            found ->
                pages.html(page -> new ProviderListPage(page, found, after.isEmpty(), archived)));
  }

  /** The first of the same list as a file. */
  @GET
  @BoundedRead
  @Path("/_csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv(@RestQuery @DefaultValue("false") boolean archived) {
    return FILE.answer(after -> list(after, ListFile.SIZE, archived));
  }

  private Uni<Page<ProviderDetail>> list(String after, int size, boolean isArchived) {
    return providers
        .list(SlugParameter.cursor(after), size + 1, isArchived)
        .map(found -> Page.of(found, size, ProviderDetail::slug));
  }
}
