package io.leadloop.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The public AsyncAPI document of the topics; {@code /v1/me} serves a provider's own. */
@Path("/asyncapi.yaml")
public class AsyncApiResource {
  private final EventContract contract;

  AsyncApiResource(EventContract contract) {
    this.contract = contract;
  }

  /** Returns the AsyncAPI document. */
  @GET
  @Produces(ContractFile.MEDIA_TYPE)
  public String topic() {
    return contract.asyncApi();
  }
}
