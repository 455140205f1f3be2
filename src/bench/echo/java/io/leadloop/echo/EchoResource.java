package io.leadloop.echo;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/**
 * What the gateway's own server could do at most: JSON in, the same JSON out, on the event loop,
 * without a caller, a check or a store. Only the benchmark's build has it.
 */
@Path("/echo")
public class EchoResource {
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  public Submission echo(Submission submission) {
    return submission;
  }

  /** The same members as what {@code POST /v1/leads} takes. */
  public record Submission(String customer, String reference, JsonNode lead) {}
}
