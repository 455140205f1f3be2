package io.leadloop.console.feedback;

import io.leadloop.access.Roles;
import io.leadloop.admin.feedback.Confirmation;
import io.leadloop.admin.feedback.Ids;
import io.leadloop.admin.feedback.Moved;
import io.leadloop.admin.feedback.Selection;
import io.leadloop.admin.feedback.SetAsideAdministration;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What the page of feedback does with dead letters. */
@Site
@Path("/console/feedback/dead-letters")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LetterPageResource {
  private static final String DONE = "console/feedback?done=1";
  private static final String ONE = "/{id:" + PathPatterns.UUID + "}";

  private final SetAsideAdministration letters;
  private final Pages pages;

  LetterPageResource(SetAsideAdministration letters, Pages pages) {
    this.letters = letters;
    this.pages = pages;
  }

  @POST
  @Path(ONE + "/retry")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> retryOne(@PathParam("id") String id) {
    return letters.retry(id(id)).map(retried -> pages.to(DONE).build());
  }

  /** The end of the id is enough: a whole id is too long to be typed. */
  @POST
  @Path(ONE + "/discard")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> discardOne(@PathParam("id") String id, byte[] body) {
    UUID letter = id(id);
    String typed = FormFields.of(body).get("confirm").orElse("");
    String confirm = typed.equals(LetterList.word(letter)) ? letter.toString() : typed;
    return letters
        .discard(letter, new Confirmation(confirm))
        .map(discarded -> pages.to(DONE).build());
  }

  /** Has the next ones of the filter tried again. */
  @POST
  @Path("/retry")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> retry(byte[] body) {
    Selection selection = selection(body);
    return letters.retry(selection).map(moved -> back(selection, moved));
  }

  /** Discards the next ones of the filter. */
  @POST
  @Path("/discard")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> discard(byte[] body) {
    Selection selection = selection(body);
    return letters.discard(selection).map(moved -> back(selection, moved));
  }

  private static Selection selection(byte[] body) {
    FormFields form = FormFields.of(body);
    return new Selection(
        form.get("source")
            .flatMap(SetAsideSource::ofWireName)
            .map(SetAsideSource::wireName)
            .orElse(null),
        form.get("after").orElse(null),
        null,
        form.get("confirm").orElse(null));
  }

  private RestResponse<Void> back(Selection selection, Moved moved) {
    return pages
        .to(
            DONE
                + (selection.source() == null ? "" : "&source=" + selection.source())
                + (moved.next() == null ? "" : "&more=" + moved.next()))
        .build();
  }

  private static UUID id(String text) {
    return Ids.of("dead letter", text);
  }
}
