package io.leadloop.console.access;

import io.leadloop.access.Roles;
import io.leadloop.access.audit.AuditEntries;
import io.leadloop.access.audit.AuditPosition;
import io.leadloop.access.audit.AuditSearch;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.page.FilteredPages;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.PageConfig;
import io.leadloop.page.PageContext;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The page of the audit, and its entries as a file. */
@Site
@Path("/console/audit")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class AuditPageResource {
  private static final int SIZE = 50;
  private static final AuditEntries NONE = new AuditEntries(List.of(), Optional.empty());

  private final AuditSearch audit;
  private final AuditCsv csv;
  private final PageConfig config;
  private final FilteredPages pages;

  AuditPageResource(AuditSearch audit, AuditCsv csv, PageConfig config, FilteredPages pages) {
    this.audit = audit;
    this.csv = csv;
    this.config = config;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(@BeanParam AuditFilter filter) {
    return pages.show(
        () -> audit.find(filter.read(config.timeZone()), SIZE),
        NONE,
        (page, found, refused) -> page(page, filter, found, refused));
  }

  private static AuditPage page(
      PageContext page, AuditFilter filter, AuditEntries found, List<Refused> refused) {
    return new AuditPage(
        page,
        filter,
        found.items().stream().map(AuditLine::of).toList(),
        found.next().map(AuditPosition::toString).orElse(null),
        refused);
  }

  /** The entries of the same filter, at most as many as {@link AuditCsv#MOST}. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces("text/csv")
  public Uni<RestResponse<String>> csv(@BeanParam AuditFilter filter) {
    return csv.of(filter.read(config.timeZone()))
        .map(
            lines ->
                ResponseBuilder.ok(lines, "text/csv;charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                    .build());
  }
}
