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
  public Uni<ProviderView> me() {
    return contract.of(caller.provider(), caller.key());
  }

  /** Returns the AsyncAPI document of the caller's topic. */
  @GET
  @Path("/asyncapi.yaml")
  @Produces(ContractFile.MEDIA_TYPE)
  public String topic() {
    return contract.asyncApi(caller.provider());
  }
}
