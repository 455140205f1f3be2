package io.leadloop.console.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.CustomerView;
import io.leadloop.admin.customer.SubscriptionAdministration;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one customer. */
@Site
@Path("/console/customers/{customer:" + PathPatterns.SLUG + "}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class CustomerPageResource {
  private final CustomerAdministration customers;
  private final SubscriptionAdministration subscriptions;
  private final Pages pages;

  CustomerPageResource(
      CustomerAdministration customers, SubscriptionAdministration subscriptions, Pages pages) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@PathParam("customer") String slug, @RestQuery Optional<String> done) {
    return customers
        .show(slug)
        .chain(
            customer ->
                subscriptions
                    .list(slug)
                    .chain(
                        all ->
                            pages.html(
                                page -> new CustomerPage(page, customer, all, done.isPresent()))));
  }

  /** Its leads wait from then on. */
  @POST
  @Path("/pause")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> pause(@PathParam("customer") String slug) {
    return customers.pause(slug).map(this::back);
  }

  /** Its leads follow in order, whatever stopped them. */
  @POST
  @Path("/resume")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> resume(@PathParam("customer") String slug) {
    return customers.resume(slug).map(this::back);
  }

  /** Asks its Oplead whether the token is good; the page shows the answer. */
  @POST
  @Path("/verify")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> verify(@PathParam("customer") String slug) {
    return customers.verify(slug).map(this::back);
  }

  private RestResponse<Void> back(CustomerView customer) {
    return pages.to("console/customers/" + customer.slug() + "?done=1").build();
  }
}
