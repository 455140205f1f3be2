package io.leadloop.portal.connection;

import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.page.Pages;
import io.leadloop.portal.connection.EndpointPage.Notice;
import io.leadloop.provider.Provider;
import io.leadloop.push.request.DeliveryParameters;
import io.leadloop.push.request.EndpointRequests;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;

/** Renders the page of one endpoint, as it is and after what was asked of it. */
@Singleton
class EndpointPages {
  private static final int OK = 200;

  private final EndpointRequests endpoints;
  private final Pages pages;

  EndpointPages(EndpointRequests endpoints, Pages pages) {
    this.endpoints = endpoints;
    this.pages = pages;
  }

  Uni<RestResponse<String>> show(Provider provider, String id, DeliveryParameters wanted) {
    return render(provider, id, wanted, null, null);
  }

  /** With a secret that was just issued; null where the scheme has none. */
  Uni<RestResponse<String>> withSecret(Provider provider, String id, String secret) {
    return render(provider, id, all(), secret, null);
  }

  Uni<RestResponse<String>> withNotice(Provider provider, String id, Notice notice) {
    return render(provider, id, all(), null, notice);
  }

  private Uni<RestResponse<String>> render(
      Provider provider, String id, DeliveryParameters wanted, String secret, Notice notice) {
    return endpoints
        .show(provider, id)
        .chain(
            endpoint ->
                endpoints
                    .deliveries(provider, id, wanted)
                    .map(
                        found ->
                            new Page<>(
                                found.items().stream().map(DeliveryLine::of).toList(),
                                found.next()))
                    .chain(
                        found ->
                            pages.html(
                                OK,
                                page ->
                                    new EndpointPage(
                                        page.shownAgainAt("portal/connections/" + id),
                                        endpoint,
                                        found,
                                        wanted.state,
                                        secret,
                                        notice))));
  }

  private static DeliveryParameters all() {
    DeliveryParameters all = new DeliveryParameters();
    all.limit = PageLimit.DEFAULT;
    return all;
  }
}
