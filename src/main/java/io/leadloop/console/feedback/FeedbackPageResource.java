package io.leadloop.console.feedback;

import static io.leadloop.page.ListFile.column;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.feedback.FeedbackOverviewReader;
import io.leadloop.admin.feedback.Ids;
import io.leadloop.admin.feedback.SetAsideAdministration;
import io.leadloop.admin.feedback.SetAsideView;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.Csv;
import io.leadloop.page.ListFile;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of feedback. */
@Site
@Path("/console/feedback")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class FeedbackPageResource {
  private static final ListFile<SetAsideView> FILE =
      ListFile.of(
          "set-aside",
          column("id", SetAsideView::id),
          column("source", SetAsideView::source),
          column("kind", SetAsideView::kind),
          column("lead", SetAsideView::leadId),
          column("reason", SetAsideView::reason),
          column("received_at", SetAsideView::receivedAt),
          column("set_aside_at", SetAsideView::setAsideAt));

  private final FeedbackPages feedback;
  private final FeedbackOverviewReader overviews;
  private final SetAsideAdministration letters;
  private final Pages pages;

  FeedbackPageResource(
      FeedbackPages feedback,
      FeedbackOverviewReader overviews,
      SetAsideAdministration letters,
      Pages pages) {
    this.feedback = feedback;
    this.overviews = overviews;
    this.letters = letters;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<?>> show(
      @RestQuery Optional<String> source,
      @RestQuery Optional<String> after,
      @RestQuery Optional<String> more,
      @RestQuery Optional<String> done) {
    return feedback.show(source, after, more, done.isPresent());
  }

  /** The first of those that are set aside as a file. */
  @GET
  @BoundedRead
  @Path("/csv")
  @Produces(Csv.MEDIA_TYPE)
  public Uni<RestResponse<String>> csv(@RestQuery Optional<String> source) {
    Optional<SetAsideSource> filter = source.flatMap(SetAsideSource::ofWireName);
    return FILE.answer(
        after ->
            letters.list(
                filter,
                Optional.of(after).filter(cursor -> !cursor.isEmpty()).map(Ids::cursor),
                ListFile.SIZE));
  }

  /** The part that changes by itself, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path("/live")
  public Uni<RestResponse<String>> live(@RestQuery Optional<String> seen) {
    return overviews
        .watch()
        .chain(
            now ->
                pages.fragment(
                    page ->
                        new FeedbackPage(page, now, FeedbackPages.version(now), null, null, false),
                    "live",
                    Map.of("overview", now, "version", FeedbackPages.version(now)),
                    seen,
                    FeedbackPages.version(now)));
  }
}
