package io.leadloop.portal.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.customer.CustomerAdministration;
import io.leadloop.admin.customer.NewToken;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of a customer that is signed in by an administrator's link. */
@Site
@Path("/portal/customer")
@RolesAllowed(Roles.PORTAL_CUSTOMER)
@Produces(MediaType.TEXT_HTML)
public class CustomerPageResource {
  private static final int OK = 200;

  private final Caller caller;
  private final CustomerAdministration customers;
  private final Senders senders;
  private final JsonBodies bodies;
  private final ObjectMapper json;
  private final Pages pages;

  CustomerPageResource(
      Caller caller,
      CustomerAdministration customers,
      Senders senders,
      JsonBodies bodies,
      ObjectMapper json,
      Pages pages) {
    this.caller = caller;
    this.customers = customers;
    this.senders = senders;
    this.bodies = bodies;
    this.json = json;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<String>> show(@RestQuery Optional<String> done) {
    return render(OK, done.isPresent(), null);
  }

  /** Replaces its token, from the next request on. */
  @POST
  @Path("/token")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<?>> replaceToken(byte[] body) {
    return Uni.createFrom()
        .item(() -> token(FormFields.of(body)))
        .chain(token -> customers.rotateToken(caller.customer(), token))
        .<RestResponse<?>>map(done -> pages.to("portal/customer?done=token").build())
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> refuse((ProblemException) e).map(page -> page));
  }

  private NewToken token(FormFields form) {
    String given = form.get("token").orElse("");
    return bodies.read(
        json.createObjectNode().put("token", given).toString().getBytes(UTF_8), NewToken.class);
  }

  private Uni<RestResponse<String>> refuse(ProblemException problem) {
    String detail =
        problem.errors().stream()
            .map(FieldError::detail)
            .findFirst()
            .orElseGet(problem::getMessage);
    return render(problem.code().status(), false, detail);
  }

  private Uni<RestResponse<String>> render(int status, boolean isDone, String problem) {
    String slug = caller.customer();
    return customers
        .show(slug)
        .chain(
            customer ->
                senders
                    .of(slug)
                    .chain(
                        found ->
                            pages.html(
                                status,
                                page ->
                                    new CustomerPage(
                                        page.shownAgainAt("portal/customer"),
                                        customer,
                                        found,
                                        isDone,
                                        problem))));
  }
}
