package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.http.PathPatterns;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.push.request.EndpointView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The page of one provider. */
@Site
@Path("/console/providers/{provider:" + PathPatterns.SLUG + "}")
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderPageResource {
  private static final String ENDPOINT = "/endpoints/{endpoint:" + PathPatterns.UUID + "}";

  private final ProviderAdministration administration;
  private final Providers providers;
  private final EndpointRequests endpoints;
  private final Pages pages;

  ProviderPageResource(
      ProviderAdministration administration,
      Providers providers,
      EndpointRequests endpoints,
      Pages pages) {
    this.administration = administration;
    this.providers = providers;
    this.endpoints = endpoints;
    this.pages = pages;
  }

  @GET
  @BoundedRead
  public Uni<String> show(@PathParam("provider") String slug, @RestQuery Optional<String> done) {
    return administration
        .show(slug)
        .chain(
            provider ->
                endpointsOf(slug)
                    .chain(
                        found ->
                            pages.html(
                                page ->
                                    new ProviderPage(page, provider, found, done.isPresent()))));
  }

  private Uni<List<EndpointView>> endpointsOf(String slug) {
    return provider(slug).chain(endpoints::list).map(found -> found.items());
  }

  @POST
  @Path("/keys/{key:" + PathPatterns.KEY + "}/revoke")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> revoke(
      @PathParam("provider") String slug, @PathParam("key") String id) {
    return administration.revokeKey(slug, id).map(done -> back(slug));
  }

  @POST
  @Path(ENDPOINT + "/pause")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> pause(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return change(slug, provider -> endpoints.pause(provider, id));
  }

  /** From where it stopped. */
  @POST
  @Path(ENDPOINT + "/resume")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> resume(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return change(slug, provider -> endpoints.resume(provider, id, null));
  }

  @POST
  @Path(ENDPOINT + "/verify")
  @Consumes(Pages.FORM)
  public Uni<RestResponse<Void>> verify(
      @PathParam("provider") String slug, @PathParam("endpoint") String id) {
    return change(slug, provider -> endpoints.verify(provider, id));
  }

  private Uni<RestResponse<Void>> change(String slug, Function<Provider, Uni<?>> change) {
    return provider(slug).chain(provider -> change.apply(provider)).map(done -> back(slug));
  }

  private Uni<Provider> provider(String slug) {
    return providers.find(slug).map(found -> found.orElseThrow(NotFoundException::new));
  }

  private RestResponse<Void> back(String slug) {
    return pages.to("console/providers/" + slug + "?done=1").build();
  }
}
