package io.leadloop.api;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The caller's own provider. */
@Path("/v1/me")
@RolesAllowed(Roles.PROVIDER)
@Produces(MediaType.APPLICATION_JSON)
public class ProviderResource {
  private final Caller caller;
  private final ProviderContract contract;

  ProviderResource(Caller caller, ProviderContract contract) {
    this.caller = caller;
    this.contract = contract;
  }

  /** Returns the caller's identity, customers, topic and connection settings. */
  @GET
  @BoundedRead
  @APIResponse(
      responseCode = "200",
      description = "Never a secret.",
      content =
          @Content(
              schema = @Schema(implementation = ProviderView.class),
              examples = @ExampleObject(name = "me", ref = "Me")))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Uni<ProviderView> me() {
    return contract.of(caller.provider(), caller.key());
  }

  /** Returns the AsyncAPI document of the caller's topic. */
  @GET
  @Path("/asyncapi.yaml")
  @Produces(EventContract.YAML)
  @APIResponse(
      responseCode = "200",
      description = "AsyncAPI 3.0, as at /asyncapi.yaml, for this provider's topic alone.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "myAsyncApi", ref = "MyAsyncApi")))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public String topic() {
    return contract.asyncApi(caller.provider());
  }
}
