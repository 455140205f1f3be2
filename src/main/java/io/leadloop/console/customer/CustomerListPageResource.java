package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerView;
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

/** The page of all customers. */
@Site
@Path("/console/customers")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class CustomerListPageResource {
  private static final int SIZE = 50;

  private final CustomerAdministration customers;
  private final Pages pages;

  CustomerListPageResource(CustomerAdministration customers, Pages pages) {
    this.customers = customers;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery @DefaultValue("") String after) {
    return customers
        .list(SlugParameter.cursor(after), SIZE + 1)
        .map(found -> Page.of(found, SIZE, CustomerView::slug))
        .chain(found -> pages.html(page -> new CustomerListPage(page, found, after.isEmpty())));
  }
}
