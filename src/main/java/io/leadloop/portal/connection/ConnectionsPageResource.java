package io.leadloop.portal.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.access.Caller;
import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.api.ProviderContract;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.page.FormFields;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.provider.Provider;
import io.leadloop.push.request.EndpointRequests;
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

/** The page of how the provider receives its events; endpoints are registered here. */
@Site
@Path("/portal/connections")
@RolesAllowed(Roles.PORTAL)
@Produces(MediaType.TEXT_HTML)
public class ConnectionsPageResource {
  private static final int OK = 200;

  private final Caller caller;
  private final ProviderContract contract;
  private final EndpointRequests endpoints;
  private final EndpointPages endpointPages;
  private final ObjectMapper json;
  private final Pages pages;

  ConnectionsPageResource(
      Caller caller,
      ProviderContract contract,
      EndpointRequests endpoints,
      EndpointPages endpointPages,
      ObjectMapper json,
      Pages pages) {
    this.caller = caller;
    this.contract = contract;
    this.endpoints = endpoints;
    this.endpointPages = endpointPages;
    this.json = json;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<RestResponse<String>> show(@RestQuery Optional<String> done) {
    return render(OK, "", null, done.isPresent());
  }

  /** Registers an endpoint and shows its secret, once. */
  @POST
  @Consumes(Pages.FORM)
  public Uni<RestResponse<String>> register(byte[] body) {
    Provider provider = caller.provider();
    String url = FormFields.of(body).get("url").orElse("");
    return endpoints
        .register(provider, json.createObjectNode().put("url", url).toString().getBytes(UTF_8))
        .map(ShownEndpoint::added)
        .chain(endpointPages::render)
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> refuse(url, (ProblemException) e));
  }

  private Uni<RestResponse<String>> refuse(String url, ProblemException problem) {
    String detail =
        problem.errors().stream()
            .map(FieldError::detail)
            .findFirst()
            .orElseGet(problem::getMessage);
    return render(problem.code().status(), url, detail, false);
  }

  private Uni<RestResponse<String>> render(
      int status, String given, String problem, boolean isDone) {
    Provider provider = caller.provider();
    return contract
        .of(provider, caller.key())
        .chain(
            me ->
                endpoints
                    .list(provider)
                    .chain(
                        found ->
                            pages.html(
                                status,
                                page ->
                                    new ConnectionsPage(
                                        page.shownAgainAt("portal/connections"),
                                        me,
                                        contract.gateway(),
                                        found.items(),
                                        given,
                                        problem,
                                        isDone))));
  }
}
