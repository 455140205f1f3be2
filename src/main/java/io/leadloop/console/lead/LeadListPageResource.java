package io.leadloop.console.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.AdminLead;
import io.leadloop.admin.LeadAdministration;
import io.leadloop.http.Page;
import io.leadloop.lead.LeadId;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;

/** The page that finds leads. */
@Site
@Path("/console/leads")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LeadListPageResource {
  private static final int SIZE = 50;

  private final LeadAdministration leads;
  private final Clock clock;
  private final Pages pages;

  LeadListPageResource(LeadAdministration leads, Clock clock, Pages pages) {
    this.leads = leads;
    this.clock = clock;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@BeanParam LeadSearch search) {
    return find(search).chain(found -> pages.html(page -> new LeadListPage(page, search, found)));
  }

  /** The searched text may be a lead's id, Oplead's, or a reference, in this order. */
  private Uni<Page<AdminLead>> find(LeadSearch search) {
    if (!search.isForOne()) {
      return list(search, null);
    }
    String wanted = search.q.strip();
    return LeadId.parse(wanted)
        .map(leads::byId)
        .orElseGet(() -> leads.byOpleadId(wanted))
        .chain(
            found ->
                found.isEmpty()
                    ? list(search, wanted)
                    : Uni.createFrom().item(new Page<>(List.copyOf(found), null)));
  }

  private Uni<Page<AdminLead>> list(LeadSearch search, String reference) {
    return leads.list(search.providerSlug(), search.filter(reference, clock), SIZE);
  }
}
