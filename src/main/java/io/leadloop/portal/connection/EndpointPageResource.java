package io.leadloop.portal.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.connection.EndpointPage.Notice;
import io.leadloop.push.request.DeliveryParameters;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.push.request.ResendView;
import io.leadloop.push.request.VerificationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one of the provider's endpoints. */
@Site
@Path("/portal/connections/{endpoint:" + PathPatterns.UUID + "}")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class EndpointPageResource {
  private static final byte[] DEFAULT = {};

  private final Caller caller;
  private final EndpointRequests endpoints;
  private final EndpointPages endpointPages;
  private final ObjectMapper json;
  private final Pages pages;

  EndpointPageResource(
      Caller caller,
      EndpointRequests endpoints,
      EndpointPages endpointPages,
      ObjectMapper json,
      Pages pages) {
    this.caller = caller;
    this.endpoints = endpoints;
    this.endpointPages = endpointPages;
    this.json = json;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<String>> show(
      @PathParam("endpoint") String id, @BeanParam DeliveryParameters wanted) {
    wanted.state = wanted.state == null || wanted.state.isBlank() ? null : wanted.state;
    return endpointPages.show(caller.provider(), id, wanted);
  }

  @POST
  @Path("/verify")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> verify(@PathParam("endpoint") String id) {
    return act(
        id,
        before ->
            endpoints
                .verify(caller.provider(), id)
                .map(EndpointPageResource::notice)
                .chain(notice -> again(before, notice)));
  }

  @POST
  @Path("/pause")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> pause(@PathParam("endpoint") String id) {
    return act(
        id,
        before ->
            endpoints
                .pause(caller.provider(), id)
                .map(paused -> before.as(paused).with(Notice.done("is_paused"))));
  }

  /** From where it stopped. */
  @POST
  @Path("/resume")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> resume(@PathParam("endpoint") String id) {
    return act(
        id,
        before ->
            endpoints
                .resume(caller.provider(), id, DEFAULT)
                .map(resumed -> before.as(resumed).with(Notice.done("is_resumed"))));
  }

  /** Issues another secret, which is shown once; nothing is read after that. */
  @POST
  @Path("/rotate")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> rotate(@PathParam("endpoint") String id) {
    return act(id, before -> endpoints.rotate(caller.provider(), id, DEFAULT).map(before::as));
  }

  /** What it was not sent yet is not sent to it. */
  @POST
  @Path("/remove")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> remove(@PathParam("endpoint") String id) {
    return endpoints
        .remove(caller.provider(), id)
        .map(done -> pages.to("portal/connections?done=removed").build());
  }

  @POST
  @Path("/resend")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> resend(@PathParam("endpoint") String id, byte[] body) {
    FormFields form = FormFields.of(body);
    String since = form.get("since").orElse("");
    boolean isCounted = form.get("dry_run").orElse("true").equals("true");
    byte[] order =
        json.createObjectNode()
            .put("since", since)
            .put("dry_run", isCounted)
            .toString()
            .getBytes(UTF_8);
    String word = isCounted ? "resend_counted" : "resend_begun";
    return act(
        id,
        since,
        before ->
            endpoints
                .resend(caller.provider(), id, order)
                .map(result -> notice(word, result))
                .chain(notice -> again(before, notice))
                .map(shown -> shown.typed(isCounted ? since : "")));
  }

  private Uni<RestResponse<String>> act(
      String id, Function<ShownEndpoint, Uni<ShownEndpoint>> action) {
    return act(id, "", action);
  }

  /**
   * Shows the page that the action returns, or why nothing was changed.
   *
   * @param since what was typed to send events again from, which a refusal keeps
   */
  private Uni<RestResponse<String>> act(
      String id, String since, Function<ShownEndpoint, Uni<ShownEndpoint>> action) {
    return endpointPages
        .read(caller.provider(), id)
        .map(read -> read.typed(since))
        .chain(
            before ->
                Uni.createFrom()
                    .deferred(() -> action.apply(before))
                    .onFailure(EndpointPageResource::isExplained)
                    .recoverWithItem(e -> before.with(refusal((ProblemException) e))))
        .chain(endpointPages::render);
  }

  private Uni<ShownEndpoint> again(ShownEndpoint before, Notice notice) {
    return endpointPages.readAgain(caller.provider(), before).map(shown -> shown.with(notice));
  }

  private static Notice refusal(ProblemException problem) {
    String detail =
        problem.errors().stream()
            .map(FieldError::detail)
            .findFirst()
            .orElseGet(problem::getMessage);
    return Notice.failed("not_done", detail);
  }

  /** An endpoint that the provider does not have is no notice on its page. */
  private static boolean isExplained(Throwable e) {
    return e instanceof ProblemException problem && problem.code() != ErrorCode.NOT_FOUND;
  }

  private static Notice notice(VerificationView result) {
    return result.passed()
        ? new Notice(false, "is_verified", result.warnings())
        : Notice.failed("not_verified", result.problem());
  }

  private static Notice notice(String word, ResendView result) {
    String events = (Boolean.TRUE.equals(result.atLeast()) ? "≥ " : "") + result.events();
    return Notice.done(word, events + " · " + result.seconds() + " s");
  }
}
