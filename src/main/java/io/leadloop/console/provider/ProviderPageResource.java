package io.leadloop.console.provider;

import io.leadloop.access.Roles;
import io.leadloop.access.read.BoundedRead;
import io.leadloop.admin.provider.FormAdministration;
import io.leadloop.admin.provider.FormView;
import io.leadloop.admin.provider.ProviderAdministration;
import io.leadloop.admin.provider.ProviderDetail;
import io.leadloop.http.Page;
import io.leadloop.kafka.ProviderLag;
import io.leadloop.page.Pages;
import io.leadloop.page.Site;
import io.leadloop.portal.session.PortalConfig;
import io.leadloop.provider.Providers;
import io.leadloop.push.request.EndpointRequests;
import io.leadloop.push.request.EndpointView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of one provider. */
@Site
@Path(ProviderPath.PROVIDER)
@RolesAllowed(Roles.CONSOLE)
@Produces(MediaType.TEXT_HTML)
public class ProviderPageResource {
  private static final int MOST_GRANTS = 100;

  private final ProviderAdministration administration;
  private final FormAdministration forms;
  private final Providers providers;
  private final EndpointRequests endpoints;
  private final ProviderLag lags;
  private final PortalConfig portal;
  private final Pages pages;

  ProviderPageResource(
      ProviderAdministration administration,
      FormAdministration forms,
      Providers providers,
      EndpointRequests endpoints,
      ProviderLag lags,
      PortalConfig portal,
      Pages pages) {
    this.administration = administration;
    this.forms = forms;
    this.providers = providers;
    this.endpoints = endpoints;
    this.lags = lags;
    this.portal = portal;
    this.pages = pages;
  }

  /**
   * @param after the slug before a further page of grants
   */
  @GET
  @BoundedRead
  public Uni<String> show(
      @PathParam("provider") String slug,
      @RestQuery Optional<String> done,
      @RestQuery @DefaultValue("") String after) {
    return administration
        .show(slug)
        .chain(
            provider ->
                endpointsOf(slug)
                    .chain(
                        found ->
                            forms
                                .list(slug)
                                .chain(
                                    own -> show(provider, found, own, after, done.isPresent()))));
  }

  private Uni<String> show(
      ProviderDetail provider,
      List<EndpointView> found,
      List<FormView> own,
      String after,
      boolean isDone) {
    Long lag = lags.latest(provider.slug()).orElse(null);
    Page<String> grants = grants(provider.customers(), after);
    return pages.html(
        page ->
            new ProviderPage(page, provider, grants, found, own, lag, portal.enabled(), isDone));
  }

  private static Page<String> grants(List<String> all, String after) {
    return Page.of(
        all.stream()
            .sorted()
            .filter(slug -> slug.compareTo(after) > 0)
            .limit(MOST_GRANTS + 1L)
            .toList(),
        MOST_GRANTS,
        slug -> slug);
  }

  private Uni<List<EndpointView>> endpointsOf(String slug) {
    return providers
        .find(slug)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(endpoints::list)
        .map(found -> found.items());
  }
}
