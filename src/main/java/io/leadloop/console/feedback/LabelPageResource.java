package io.leadloop.console.feedback;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.feedback.CorrectionOutlook;
import io.leadloop.admin.feedback.Ids;
import io.leadloop.admin.feedback.LabelAdministration;
import io.leadloop.admin.feedback.NewLabel;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.PathPatterns;
import io.leadloop.http.json.BodyConstraints;
import io.leadloop.page.FilteredPages.Refused;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What the page of feedback does with labels, and the page of a label's correction. */
@Site
@Path("/console/feedback/labels")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class LabelPageResource {
  private static final String DONE = "console/feedback?done=1";
  private static final String ONE = "/{id:" + PathPatterns.UUID + "}";
  private static final String CORRECTION = ONE + "/correction";

  private final LabelAdministration labels;
  private final FeedbackPages feedback;
  private final Pages pages;

  LabelPageResource(LabelAdministration labels, FeedbackPages feedback, Pages pages) {
    this.labels = labels;
    this.feedback = feedback;
    this.pages = pages;
  }

  /** Gives a label its code, or shows it again with the reason why it has none. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> map(byte[] body) {
    FormFields form = FormFields.of(body);
    NewLabel label =
        new NewLabel(
            form.get("label").orElse(null),
            form.get("customer").orElse(null),
            form.get("code").orElse(null));
    return Uni.createFrom()
        .deferred(() -> labels.put(checked(label)))
        .<RestResponse<?>>map(put -> pages.to(DONE).build())
        .onFailure(Refused::isOfForm)
        .recoverWithUni(refusal -> feedback.again(label, (ProblemException) refusal));
  }

  private static NewLabel checked(NewLabel label) {
    List<FieldError> errors = BodyConstraints.violatedBy(label);
    if (!errors.isEmpty()) {
      throw ProblemException.rejected(ErrorCode.INVALID_BODY, errors);
    }
    return label;
  }

  @POST
  @Path(ONE + "/remove")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> remove(@PathParam("id") String id) {
    return labels.remove(id(id)).map(removed -> pages.to(DONE).build());
  }

  /** How many leads a correction would concern, and how far it is. */
  @GET
  @BoundedRead
  @Path(CORRECTION)
  public Uni<String> correction(@PathParam("id") String id) {
    return labels
        .show(id(id))
        .chain(
            label ->
                labels
                    .outlook(label.id())
                    .chain(
                        outlook ->
                            pages.html(
                                page ->
                                    new CorrectionPage(page, label, outlook, version(outlook)))));
  }

  /** The part that changes, unless the watcher has seen it as it is. */
  @GET
  @BoundedRead
  @Path(CORRECTION + "/live")
  public Uni<RestResponse<String>> live(
      @PathParam("id") String id, @RestQuery Optional<String> seen) {
    return labels
        .show(id(id))
        .chain(
            label ->
                labels
                    .outlook(label.id())
                    .chain(
                        outlook ->
                            pages.fragment(
                                page -> new CorrectionPage(page, label, outlook, version(outlook)),
                                "live",
                                Map.of(
                                    "label",
                                    label,
                                    "outlook",
                                    outlook,
                                    "version",
                                    version(outlook)),
                                seen,
                                version(outlook))));
  }

  private static String version(CorrectionOutlook outlook) {
    return Integer.toHexString(outlook.hashCode());
  }

  @POST
  @Path(CORRECTION)
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> correct(@PathParam("id") String id) {
    return labels.correct(id(id)).map(started -> back(id));
  }

  @POST
  @Path(CORRECTION + "/cancel")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> cancel(@PathParam("id") String id) {
    return labels.cancel(id(id)).map(cancelled -> back(id));
  }

  private RestResponse<Void> back(String id) {
    return pages.to("console/feedback/labels/" + id + "/correction").build();
  }

  private static UUID id(String text) {
    return Ids.of("mapped label", text);
  }
}
