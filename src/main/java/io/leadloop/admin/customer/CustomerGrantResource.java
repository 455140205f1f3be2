package io.leadloop.admin.customer;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The providers that may send to a customer, for administrators. */
@Path(CustomerResource.PATH + "/{customer:" + PathPatterns.SLUG + "}/providers")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class CustomerGrantResource {
  private final CustomerGrants grants;

  CustomerGrantResource(CustomerGrants grants) {
    this.grants = grants;
  }

  /** The providers that may send to the customer, in the order of their onboarding. */
  @GET
  @BoundedRead
  public Uni<Page<GrantView>> list(
      @PathParam("customer") String slug,
      @RestQuery String after,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return grants.of(slug, cursor(after), PageLimit.of(limit));
  }

  private static UUID cursor(String after) {
    try {
      return after == null || after.isEmpty() ? null : UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_REQUEST, List.of(new FieldError("/after", "is not a valid cursor")));
    }
  }
}
