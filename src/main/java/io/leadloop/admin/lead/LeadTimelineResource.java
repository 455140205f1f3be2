package io.leadloop.admin.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.Problems;
import io.leadloop.http.PageLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened to a lead, for administrators. */
@Path("/admin/v1/leads/{id}/timeline")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class LeadTimelineResource {
  private final LeadTimeline timeline;

  LeadTimelineResource(LeadTimeline timeline) {
    this.timeline = timeline;
  }

  /**
   * What happened to the lead, newest first, and what it waits for now: failed attempts, events,
   * callbacks without their bodies, push deliveries, documents and statuses.
   *
   * @param before the cursor of the page before, for older entries
   */
  @GET
  @BoundedRead
  public Uni<Timeline> show(
      @PathParam("id") String id,
      @RestQuery Optional<String> before,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return timeline.of(Problems.leadId(id), before, PageLimit.of(limit));
  }
}
