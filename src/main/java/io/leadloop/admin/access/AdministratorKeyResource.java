package io.leadloop.admin.access;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The administrators' own keys. */
@Path("/admin/v1/keys")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class AdministratorKeyResource {
  private final KeyAdministration keys;
  private final JsonBodies bodies;

  AdministratorKeyResource(KeyAdministration keys, JsonBodies bodies) {
    this.keys = keys;
    this.bodies = bodies;
  }

  /** Creates a key for an administrator, which is shown only once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<AdministratorKeyView>> issue(byte[] body) {
    return keys.issue(bodies.read(body, NewAdministrator.class))
        .map(key -> ResponseBuilder.create(Status.CREATED, key).build());
  }

  /** All keys that are not revoked. */
  @GET
  @BoundedRead
  public Uni<Page<AdministratorKeyView>> list() {
    return keys.list().map(found -> new Page<>(found, null));
  }

  /** Revokes a key; every replica rejects it within 5 seconds. */
  @DELETE
  @Path("/{key:" + PathPatterns.KEY + "}")
  public Uni<Void> revoke(@PathParam("key") String id) {
    return keys.revoke(id);
  }
}
