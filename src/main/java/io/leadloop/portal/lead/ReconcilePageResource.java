package io.leadloop.portal.lead;

import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.page.FormFields;
import io.leadloop.page.PageConfig;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.reconciliation.Reconciliations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** The page that compares a list, as {@code POST /v1/reconciliations} does. */
@Site
@Path("/portal/reconcile")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class ReconcilePageResource {
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;

  private final Caller caller;
  private final Reconciliations reconciliations;
  private final PageConfig config;
  private final Pages pages;

  ReconcilePageResource(
      Caller caller, Reconciliations reconciliations, PageConfig config, Pages pages) {
    this.caller = caller;
    this.reconciliations = reconciliations;
    this.config = config;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show() {
    return pages.html(page -> new ReconcilePage(page, PastedList.NONE, null, null));
  }

  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> compare(byte[] body) {
    PastedList given = PastedList.of(FormFields.of(body));
    byte[] list;
    try {
      list = given.body(config.timeZone());
    } catch (IllegalArgumentException notCsv) {
      return render(UNPROCESSABLE, given, null, notCsv.getMessage());
    }
    return Uni.createFrom()
        .deferred(() -> reconciliations.compare(caller.provider(), list))
        .chain(result -> render(OK, given, new Comparison(result), null))
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> refuse(given, (ProblemException) e));
  }

  private Uni<RestResponse<String>> refuse(PastedList given, ProblemException problem) {
    String details =
        Stream.concat(
                Stream.of(problem.getMessage()),
                problem.errors().stream().limit(5).map(ReconcilePageResource::text))
            .distinct()
            .collect(Collectors.joining(" · "));
    return render(problem.code().status(), given, null, details);
  }

  private static String text(FieldError error) {
    return error.pointer() + " " + error.detail();
  }

  private Uni<RestResponse<String>> render(
      int status, PastedList given, Comparison result, String problem) {
    return pages.html(status, page -> new ReconcilePage(page, given, result, problem));
  }
}
