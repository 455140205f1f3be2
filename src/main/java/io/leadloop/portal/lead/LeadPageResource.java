package io.leadloop.portal.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.api.OwnLeads;
import io.leadloop.feedback.event.LeadHistory;
import io.leadloop.http.PathPatterns;
import io.leadloop.intake.LaneView;
import io.leadloop.intake.LeadView;
import io.leadloop.lead.Lead;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The page of one of the provider's leads; another provider's is not found. */
@Site
@Path("/portal/leads/{id:" + PathPatterns.UUID + "}")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class LeadPageResource {
  private static final int MOST_EVENTS = 500;

  private final OwnLeads leads;
  private final LeadHistory history;
  private final WaitingPlace places;
  private final Pages pages;

  LeadPageResource(OwnLeads leads, LeadHistory history, WaitingPlace places, Pages pages) {
    this.leads = leads;
    this.history = history;
    this.places = places;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@PathParam("id") String id) {
    return leads
        .find(id)
        .chain(lead -> places.of(lead).chain(place -> render(lead, place.orElse(null))));
  }

  private Uni<String> render(Lead lead, LaneView place) {
    return events(lead)
        .chain(events -> pages.html(page -> new LeadPage(page, LeadView.of(lead), place, events)));
  }

  private Uni<List<HistoryEntry>> events(Lead lead) {
    return history
        .before(lead, Integer.MAX_VALUE, MOST_EVENTS)
        .map(events -> events.stream().map(HistoryEntry::of).toList());
  }
}
