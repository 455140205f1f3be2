package io.leadloop.console.lead;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.AdminLeadParameters;
import io.leadloop.admin.LeadAdministration;
import io.leadloop.admin.lead.MaskedAnswers;
import io.leadloop.http.Csv;
import io.leadloop.lead.LeadCsv;
import io.leadloop.lead.LeadFile;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadPage;
import io.leadloop.page.FilteredPages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that finds leads, and the same leads as CSV. */
@Site
@Path("/console/leads")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LeadListPageResource {
  private static final int SIZE = 50;

  private final LeadAdministration leads;
  private final MaskedAnswers answers;
  private final Clock clock;
  private final FilteredPages pages;

  LeadListPageResource(
      LeadAdministration leads, MaskedAnswers answers, Clock clock, FilteredPages pages) {
    this.leads = leads;
    this.answers = answers;
    this.clock = clock;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(@BeanParam LeadSearch search) {
    return pages.show(
        () -> find(search).chain(this::answered),
        FoundLeads.NONE,
        found -> alone(search, found),
        (page, found, refused) -> new LeadListPage(page, search, found, refused));
  }

  private static Optional<String> alone(LeadSearch search, FoundLeads found) {
    boolean isSearched = search.q != null && !search.q.isBlank();
    return isSearched && found.leads().items().size() == 1 && found.leads().next() == null
        ? Optional.of("console/leads/" + found.leads().items().get(0).id())
        : Optional.empty();
  }

  /** The first leads of the list, and a link to the next. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<Object>> csv(@BeanParam LeadSearch search, @Context UriInfo uri) {
    AdminLeadParameters parameters = search.parameters(null, clock);
    return LeadFile.read(next -> page(parameters, next))
        .map(
            all ->
                LeadCsv.answer(
                        LeadCsv.withProvider(all.items()), all.next(), uri.getQueryParameters())
                    .header(HttpHeaders.CONTENT_DISPOSITION, LeadCsv.ATTACHED)
                    .build());
  }

  private Uni<LeadPage> page(AdminLeadParameters parameters, Optional<LeadId> after) {
    after.ifPresent(lead -> parameters.after = lead.toString());
    return leads.page(parameters.slug(), parameters.filter(), LeadFile.PAGE);
  }

  /** The searched text may be a lead's id, Oplead's, or a reference, in this order. */
  private Uni<LeadPage> find(LeadSearch search) {
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
                    : Uni.createFrom().item(new LeadPage(found, Optional.empty())));
  }

  private Uni<LeadPage> list(LeadSearch search, String reference) {
    AdminLeadParameters parameters = search.parameters(reference, clock);
    return leads.page(parameters.slug(), parameters.filter(), SIZE);
  }

  private Uni<FoundLeads> answered(LeadPage found) {
    return answers
        .of(found.items())
        .map(texts -> new FoundLeads(LeadAdministration.view(found), texts));
  }
}
