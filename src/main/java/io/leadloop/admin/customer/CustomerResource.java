package io.leadloop.admin.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Customers, for administrators ({@code src/docs/openapi.yaml}). */
@Path(CustomerResource.PATH)
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource {
  static final String PATH = "/admin/v1/customers";
  private static final String ONE = "/{customer:" + PathPatterns.SLUG + "}";

  private final CustomerAdministration customers;
  private final CustomerArchive archive;
  private final JsonBodies bodies;

  CustomerResource(CustomerAdministration customers, CustomerArchive archive, JsonBodies bodies) {
    this.customers = customers;
    this.archive = archive;
    this.bodies = bodies;
  }

  /** Onboards a customer. Its token is encrypted and never returned. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<CustomerView>> onboard(byte[] body) {
    return customers
        .onboard(bodies.read(body, NewCustomer.class))
        .map(
            view ->
                ResponseBuilder.create(Status.CREATED, view)
                    .header(HttpHeaders.LOCATION, PATH + "/" + view.slug())
                    .build());
  }

  /** All customers, by slug. */
  @GET
  @BoundedRead
  public Uni<Page<CustomerView>> list(
      @RestQuery @DefaultValue("") String after,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    int size = PageLimit.of(limit);
    return customers
        .list(SlugParameter.cursor(after), size + 1)
        .map(found -> Page.of(found, size, CustomerView::slug));
  }

  /** One customer with its lane. */
  @GET
  @BoundedRead
  @Path(ONE)
  public Uni<CustomerView> show(@PathParam("customer") String slug) {
    return customers.show(slug);
  }

  /**
   * Changes the members in the body. If the base URL's scheme, host or port changes, the body must
   * contain the token, so that the stored one cannot be redirected to another host.
   */
  @PATCH
  @Path(ONE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<CustomerView> change(@PathParam("customer") String slug, byte[] body) {
    return customers.change(slug, bodies.read(body, CustomerPatch.class));
  }

  /**
   * Replaces the token from the next call on; also reopens a lane that stopped because of the old
   * one.
   */
  @PUT
  @Path(ONE + "/token")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<CustomerView> rotateToken(@PathParam("customer") String slug, byte[] body) {
    return customers.rotateToken(slug, bodies.read(body, NewToken.class));
  }

  /** Pauses forwarding to the customer; its leads are queued. */
  @POST
  @Path(ONE + "/pause")
  public Uni<CustomerView> pause(@PathParam("customer") String slug) {
    return customers.pause(slug);
  }

  /** Resumes forwarding, whatever stopped it; queued leads follow in order. */
  @POST
  @Path(ONE + "/resume")
  public Uni<CustomerView> resume(@PathParam("customer") String slug) {
    return customers.resume(slug);
  }

  /**
   * Ends the work for the customer: its token is wiped, its lane closed, its grants, forms and
   * subscriptions removed. Its leads stay readable; a new token brings it back.
   */
  @POST
  @Path(ONE + "/archive")
  public Uni<CustomerView> archive(@PathParam("customer") String slug) {
    return archive.archive(slug).chain(customers::withLane);
  }

  /** Checks the token at the customer's Oplead, within the quota, and records the result. */
  @POST
  @Path(ONE + "/verify")
  public Uni<CustomerView> verify(@PathParam("customer") String slug) {
    return customers.verify(slug);
  }
}
