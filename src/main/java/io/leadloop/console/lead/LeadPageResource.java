package io.leadloop.console.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.LeadAdministration;
import io.leadloop.http.PathPatterns;
import io.leadloop.lead.LeadId;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one lead. */
@Site
@Path("/console/leads/{id:" + PathPatterns.UUID + "}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LeadPageResource {
  private static final int MOST_EVENTS = 500;

  private final LeadAdministration leads;
  private final Pages pages;

  LeadPageResource(LeadAdministration leads, Pages pages) {
    this.leads = leads;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@PathParam("id") String id, @RestQuery Optional<String> done) {
    LeadId lead = leadId(id);
    return leads
        .show(lead)
        .chain(
            found ->
                history(lead)
                    .chain(
                        history ->
                            pages.html(
                                page -> LeadPage.of(page, found, history, done.isPresent()))));
  }

  /** Newest first. */
  private Uni<List<TimelineEntry>> history(LeadId lead) {
    return leads
        .history(lead, MOST_EVENTS)
        .map(
            events ->
                events.stream()
                    .map(TimelineEntry::of)
                    .sorted(Comparator.comparing(TimelineEntry::sequence).reversed())
                    .toList());
  }

  /** Sends it again, or releases it where it is held. */
  @POST
  @Path("/retry")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> retry(@PathParam("id") String id) {
    LeadId lead = leadId(id);
    return leads.retry(lead).map(done -> pages.to("console/leads/" + lead + "?done=1").build());
  }

  private static LeadId leadId(String text) {
    return LeadId.parse(text).orElseThrow(NotFoundException::new);
  }
}
