package io.leadloop.api;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.http.PathPatterns;
import io.leadloop.intake.LeadSchema;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** The JSON Schemas of submissions and events, for developers of clients. */
@Path("/schemas")
public class SchemaResource {
  private static final String JSON_SCHEMA = "application/schema+json";

  private final LeadSchema lead;
  private final EventContract contract;

  SchemaResource(LeadSchema lead, EventContract contract) {
    this.lead = lead;
    this.contract = contract;
  }

  /** Returns the schema of lead documents. */
  @GET
  @Path("/lead.json")
  @Produces(JSON_SCHEMA)
  public String lead() {
    return lead.json();
  }

  /** Returns the schema of an event type's data. */
  @GET
  @Path("/{type:" + PathPatterns.TYPE + "}.json")
  @Produces(JSON_SCHEMA)
  public String event(@RestPath String type) {
    return contract
        .schema(type)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.NOT_FOUND, "There is no event type with that name."));
  }
}
