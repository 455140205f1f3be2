package io.leadloop.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The public AsyncAPI document of the topics; {@code /v1/me} serves a provider's own. */
@Path("/asyncapi.yaml")
public class AsyncApiResource {
  private final EventContract contract;

  AsyncApiResource(EventContract contract) {
    this.contract = contract;
  }

  /** Returns the AsyncAPI document. */
  @GET
  @Produces(EventContract.YAML)
  @APIResponse(
      responseCode = "200",
      description = "AsyncAPI 3.0: the topic, its events, how to read them and what may change.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "asyncApi", ref = "AsyncApi")))
  public String topic() {
    return contract.asyncApi();
  }
}
