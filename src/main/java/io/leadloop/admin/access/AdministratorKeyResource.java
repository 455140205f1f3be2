package io.leadloop.admin.access;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.JsonBodies;
import io.leadloop.http.Page;
import io.leadloop.http.PathPatterns;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @APIResponse(responseCode = "201", ref = "AdministratorKey")
  @APIResponse(responseCode = "400", ref = "Malformed")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "InvalidBody")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<RestResponse<AdministratorKeyView>> issue(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewAdministrator.class),
                      examples =
                          @ExampleObject(name = "newAdministrator", ref = "NewAdministrator")))
          byte[] body) {
    return keys.issue(bodies.read(body, NewAdministrator.class))
        .map(key -> ResponseBuilder.create(Status.CREATED, key).build());
  }

  /** All keys that are not revoked. */
  @GET
  @BoundedRead
  @APIResponse(responseCode = "200", ref = "AdministratorKeys")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Page<AdministratorKeyView>> list() {
    return keys.list().map(found -> new Page<>(found, null));
  }

  /** Revokes a key; every replica rejects it within 5 seconds. */
  @DELETE
  @Path("/{key:" + PathPatterns.KEY + "}")
  @APIResponse(responseCode = "204", ref = "Done")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<Void> revoke(@PathParam("key") String id) {
    return keys.revoke(id);
  }
}
