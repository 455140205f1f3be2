package io.leadloop.portal.lead;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.page.FormFields;
import io.leadloop.page.PageConfig;
import io.leadloop.page.PageContext;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.reconciliation.Reconciliations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that compares a list, as {@code POST /v1/reconciliations} does. */
@Site
@Path("/portal/reconcile")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class ReconcilePageResource {
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;
  private static final int SHOWN = 5;

  private final Caller caller;
  private final Reconciliations reconciliations;
  private final StatusWords statuses;
  private final PageConfig config;
  private final Pages pages;

  ReconcilePageResource(
      Caller caller,
      Reconciliations reconciliations,
      StatusWords statuses,
      PageConfig config,
      Pages pages) {
    this.caller = caller;
    this.reconciliations = reconciliations;
    this.statuses = statuses;
    this.config = config;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return pages.html(page -> page(page, PastedList.NONE, null, List.of()));
  }

  @POST
  @Consumes({Pages.FORM_WITH_FILES, Pages.FORM})
  public Uni<RestResponse<String>> compare(
      byte[] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type) {
    PastedList given = PastedList.of(fields(body, type));
    byte[] list;
    try {
      list = given.body(config.timeZone(), statuses::code);
    } catch (IllegalArgumentException notCsv) {
      return render(UNPROCESSABLE, given, null, List.of(ListProblem.of(notCsv.getMessage())));
    }
    return Uni.createFrom()
        .deferred(() -> reconciliations.compare(caller.provider(), list))
        .chain(result -> render(OK, given, new Comparison(result), List.of()))
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> refuse(given, (ProblemException) e));
  }

  /** Spreadsheets save files as UTF-8 or as windows-1252, and do not say which. */
  private static FormFields fields(byte[] body, String type) {
    return type != null && type.startsWith(Pages.FORM_WITH_FILES)
        ? FormFields.of(body, type, BodyCharset.of(null)::decode)
        : FormFields.of(body);
  }

  private Uni<RestResponse<String>> refuse(PastedList given, ProblemException problem) {
    List<ListProblem> problems =
        problem.errors().isEmpty()
            ? List.of(ListProblem.of(problem.getMessage()))
            : problem.errors().stream()
                .limit(SHOWN)
                .map(error -> ListProblem.of(error, given))
                .toList();
    return render(problem.code().status(), given, null, problems);
  }

  private Uni<RestResponse<String>> render(
      int status, PastedList given, Comparison result, List<ListProblem> problems) {
    return pages.html(
        status, page -> page(page.shownAgainAt("portal/reconcile"), given, result, problems));
  }

  private static ReconcilePage page(
      PageContext page, PastedList given, Comparison result, List<ListProblem> problems) {
    return new ReconcilePage(page, given, result, problems, List.of(StatusCode.values()));
  }
}
