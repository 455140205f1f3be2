package io.leadloop.admin.access;

import io.leadloop.access.Roles;
import io.leadloop.access.audit.Audit;
import io.leadloop.access.audit.AuditEntries;
import io.leadloop.access.audit.AuditEntry;
import io.leadloop.access.audit.AuditPosition;
import io.leadloop.access.audit.AuditSearch;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit log. */
@Path("/admin/v1/audit")
@RolesAllowed(Roles.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  private final Audit audit;
  private final AuditSearch search;

  AuditResource(Audit audit, AuditSearch search) {
    this.audit = audit;
    this.search = search;
  }

  /** The entries after a cursor, oldest first. */
  @GET
  @BoundedRead
  public Uni<Page<AuditEntryView>> list(
      @RestQuery @DefaultValue("0-0") String after,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    int size = PageLimit.of(limit);
    return audit
        .after(cursor(after), size + 1)
        .map(found -> Page.of(found, size, last -> last.cursor().toString()))
        .map(AuditResource::view);
  }

  /**
   * Entries of one actor, action or subject, or of a period, newest first. A page reads a bounded
   * number of entries, so it may be short or empty and still have a next one.
   */
  @GET
  @BoundedRead
  @Path("/search")
  public Uni<Page<AuditEntryView>> search(
      @BeanParam AuditParameters parameters,
      @RestQuery @DefaultValue(PageLimit.DEFAULT) String limit) {
    return search.find(parameters.query(), PageLimit.of(limit)).map(AuditResource::found);
  }

  private static Page<AuditEntryView> found(AuditEntries page) {
    return new Page<>(
        page.items().stream().map(AuditEntryView::of).toList(),
        page.next().map(AuditPosition::toString).orElse(null));
  }

  private static Page<AuditEntryView> view(Page<AuditEntry> page) {
    return new Page<>(page.items().stream().map(AuditEntryView::of).toList(), page.next());
  }

  private static CommitCursor cursor(String text) {
    return CommitCursor.parse(text)
        .orElseThrow(
            () ->
                ProblemException.rejected(
                    ErrorCode.INVALID_REQUEST,
                    List.of(new FieldError("/after", "is not a valid cursor"))));
  }
}
