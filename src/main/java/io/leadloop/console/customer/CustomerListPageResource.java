package io.leadloop.console.customer;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerView;
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

/** The page of all customers. */
@Site
@Path("/console/customers")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class CustomerListPageResource {
  private static final int SIZE = 50;

  private static final ListFile<CustomerView> FILE =
      ListFile.of(
          "customers",
          column("slug", CustomerView::slug),
          column("name", CustomerView::name),
          column("wire", CustomerView::wire),
          column("lane", customer -> customer.lane().state()),
          column("stop_reason", customer -> customer.lane().stopReason()),
          column("queued", customer -> customer.lane().queued()),
          column("held", customer -> customer.lane().held()),
          column("oldest_queued_at", customer -> customer.lane().oldestQueuedAt()),
          column("requests_per_minute", CustomerView::requestsPerMinute),
          column("quota_used", customer -> customer.lane().quotaUsed()),
          column("archived_at", CustomerView::archivedAt),
          column("created_at", CustomerView::createdAt));

  private final CustomerAdministration customers;
  private final Pages pages;

  CustomerListPageResource(CustomerAdministration customers, Pages pages) {
    this.customers = customers;
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
                pages.html(page -> new CustomerListPage(page, found, after.isEmpty(), archived)));
  }

  /** The first of the same list as a file. */
  @GET
  @BoundedRead
  @Path("/_csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv(@RestQuery @DefaultValue("false") boolean archived) {
    return FILE.answer(after -> list(after, ListFile.SIZE, archived));
  }

  private Uni<Page<CustomerView>> list(String after, int size, boolean isArchived) {
    return customers
        .list(SlugParameter.cursor(after), size + 1, isArchived)
        .map(found -> Page.of(found, size, CustomerView::slug));
  }
}
