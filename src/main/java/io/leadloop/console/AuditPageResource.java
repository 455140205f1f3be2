package io.leadloop.console;

import io.leadloop.access.Roles;
import io.leadloop.access.audit.Audit;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.http.Page;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of the audit. */
@Site
@Path("/console/audit")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class AuditPageResource {
  private static final int SIZE = 50;
  private static final CommitCursor NEWEST = new CommitCursor(Long.MAX_VALUE, Long.MAX_VALUE);

  private final Audit audit;
  private final Pages pages;

  AuditPageResource(Audit audit, Pages pages) {
    this.audit = audit;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@RestQuery Optional<String> before) {
    CommitCursor cursor = before.flatMap(CommitCursor::parse).orElse(NEWEST);
    return audit
        .before(cursor, SIZE + 1)
        .map(found -> Page.of(found, SIZE, last -> last.cursor().toString()))
        .chain(entries -> pages.html(page -> new AuditPage(page, entries, cursor.equals(NEWEST))));
  }
}
