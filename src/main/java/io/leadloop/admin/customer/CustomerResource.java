package io.leadloop.admin.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.SlugParameter;
import io.leadloop.http.JsonBodies;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  private final JsonBodies bodies;

  CustomerResource(CustomerAdministration customers, JsonBodies bodies) {
    this.customers = customers;
    this.bodies = bodies;
  }

  /** Onboards a customer. Its token is encrypted and never returned. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "201", ref = "Customer")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "409", ref = "SlugOrTokenTaken")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<CustomerView>> onboard(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewCustomer.class),
                      examples = @ExampleObject(name = "newCustomer", ref = "NewCustomer")))
          byte[] body) {
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
  @APIResponse(responseCode = "200", ref = "Customers")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
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
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
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
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "TokenInUseOrSubscribed")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<CustomerView> change(
      @PathParam("customer") String slug,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = CustomerPatch.class),
                      examples = @ExampleObject(name = "customerPatch", ref = "CustomerPatch")))
          byte[] body) {
    return customers.change(slug, bodies.read(body, CustomerPatch.class));
  }

  /**
   * Replaces the token from the next call on; also reopens a lane that stopped because of the old
   * one.
   */
  @PUT
  @Path(ONE + "/token")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "TokenInUse")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<CustomerView> rotateToken(
      @PathParam("customer") String slug,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewToken.class),
                      examples = @ExampleObject(name = "newToken", ref = "NewToken")))
          byte[] body) {
    return customers.rotateToken(slug, bodies.read(body, NewToken.class));
  }

  /** Pauses forwarding to the customer; its leads are queued. */
  @POST
  @Path(ONE + "/pause")
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<CustomerView> pause(@PathParam("customer") String slug) {
    return customers.pause(slug);
  }

  /** Resumes forwarding, whatever stopped it; queued leads follow in order. */
  @POST
  @Path(ONE + "/resume")
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<CustomerView> resume(@PathParam("customer") String slug) {
    return customers.resume(slug);
  }

  /** Checks the token at the customer's Oplead, within the quota, and records the result. */
  @POST
  @Path(ONE + "/verify")
  @APIResponse(responseCode = "200", ref = "Customer")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "429", ref = "QuotaUsedUp")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<CustomerView> verify(@PathParam("customer") String slug) {
    return customers.verify(slug);
  }
}
