package io.leadloop.admin.feedback;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.JsonBodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Codes that labels of Oplead were given at run time ({@code src/docs/openapi.yaml}). */
@Path("/admin/v1/statuses/labels")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class LabelResource {
  private static final String ONE = "/{id:" + PathPatterns.UUID + "}";
  private static final String CORRECTION = ONE + "/correction";

  private final LabelAdministration labels;
  private final JsonBodies bodies;

  LabelResource(LabelAdministration labels, JsonBodies bodies) {
    this.labels = labels;
    this.bodies = bodies;
  }

  /** The labels, oldest first. */
  @GET
  @BoundedRead
  public Uni<Page<LabelView>> list(
      @RestQuery Optional<String> after, @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return labels.list(after.map(Ids::cursor), PageLimit.of(limit));
  }

  /**
   * Gives a label its code, or another one: of one customer, or of all. Every replica reads
   * callbacks by it within seconds. Leads that have the label already stay other until they are
   * corrected.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<LabelView> put(byte[] body) {
    return labels.put(bodies.read(body, NewLabel.class));
  }

  /**
   * Takes the code from a label, and cancels its correction. The next callback with the label is
   * other again; leads that had the code keep it.
   */
  @DELETE
  @Path(ONE)
  public Uni<Void> remove(@PathParam("id") String id) {
    return labels.remove(Ids.of("mapped label", id));
  }

  /** How many leads a correction would concern, and the last correction. */
  @GET
  @BoundedRead
  @Path(CORRECTION)
  public Uni<CorrectionOutlook> outlook(@PathParam("id") String id) {
    return labels.outlook(Ids.of("mapped label", id));
  }

  /**
   * Publishes, in the background, for each lead whose status is the label as other one event with
   * the code, in its sequence. Where that is in progress, nothing happens.
   */
  @POST
  @Path(CORRECTION)
  public Uni<CorrectionOutlook> correct(@PathParam("id") String id) {
    return labels.correct(Ids.of("mapped label", id));
  }

  /** Cancels the correction in progress; what it has corrected stays. */
  @DELETE
  @Path(CORRECTION)
  public Uni<CorrectionOutlook> cancel(@PathParam("id") String id) {
    return labels.cancel(Ids.of("mapped label", id));
  }
}
