package io.leadloop.portal.lead;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.leadloop.intake.LeadView;
import io.leadloop.lead.LeadCsv;
import io.leadloop.lead.LeadFile;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.page.FilteredPages;
import io.leadloop.page.Site;
import io.leadloop.provider.ProviderId;
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
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that lists and finds the provider's leads. */
@Site
@Path("/portal/leads")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class LeadListPageResource {
  private static final int SIZE = 50;

  private final Caller caller;
  private final Leads leads;
  private final FilteredPages pages;

  LeadListPageResource(Caller caller, Leads leads, FilteredPages pages) {
    this.caller = caller;
    this.leads = leads;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(@BeanParam LeadSearch search) {
    return pages.show(
        () -> find(search),
        new Page<LeadView>(List.of(), null),
        found -> alone(search, found),
        (page, found, refused) -> new LeadListPage(page, search, found, refused));
  }

  private static Optional<String> alone(LeadSearch search, Page<LeadView> found) {
    boolean isSearched = search.q != null && !search.q.isBlank();
    return isSearched && found.items().size() == 1 && found.next() == null
        ? Optional.of("portal/leads/" + found.items().get(0).id())
        : Optional.empty();
  }

  /** The first leads of the list as a file, and a link to the next. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<Object>> csv(@BeanParam LeadSearch search, @Context UriInfo uri) {
    ProviderId provider = caller.provider().id();
    return LeadFile.read(next -> leads.list(provider, search.filter(next), LeadFile.PAGE))
        .map(
            all ->
                LeadCsv.answer(LeadCsv.of(all.items()), all.next(), uri.getQueryParameters())
                    .header(HttpHeaders.CONTENT_DISPOSITION, LeadCsv.ATTACHED)
                    .build());
  }

  /** The searched text is a lead's id or a reference. */
  private Uni<Page<LeadView>> find(LeadSearch search) {
    ProviderId provider = caller.provider().id();
    return search.id().map(id -> one(provider, id, search)).orElseGet(() -> list(provider, search));
  }

  private Uni<Page<LeadView>> one(ProviderId provider, LeadId id, LeadSearch search) {
    return leads
        .find(provider, id)
        .chain(
            found ->
                found
                    .map(
                        lead -> Uni.createFrom().item(new Page<>(List.of(LeadView.of(lead)), null)))
                    .orElseGet(() -> list(provider, search)));
  }

  private Uni<Page<LeadView>> list(ProviderId provider, LeadSearch search) {
    return leads
        .list(provider, search.filter(), SIZE)
        .map(
            page ->
                new Page<>(
                    page.items().stream().map(LeadView::of).toList(),
                    page.next().map(LeadId::toString).orElse(null)));
  }
}
