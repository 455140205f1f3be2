package io.leadloop.portal.connection;

import io.leadloop.error.ChangeAnswer;
import io.leadloop.http.Page;
import io.leadloop.http.PageLimit;
import io.leadloop.page.Pages;
import io.leadloop.provider.Provider;
import io.leadloop.push.request.DeliveryParameters;
import io.leadloop.push.request.EndpointRequests;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Reads and renders the page of one endpoint. An action on the endpoint reads it first and renders
 * the page from that and from its own result, since the action has an effect that a failure to read
 * afterwards would hide.
 */
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
    return read(provider, id, wanted).chain(shown -> render(shown, wanted.state));
  }

  /** The endpoint with its newest deliveries. */
  Uni<ShownEndpoint> read(Provider provider, String id) {
    DeliveryParameters all = new DeliveryParameters();
    all.limit = PageLimit.DEFAULT;
    return read(provider, id, all);
  }

  private Uni<ShownEndpoint> read(Provider provider, String id, DeliveryParameters wanted) {
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
                    .map(deliveries -> ShownEndpoint.of(endpoint, deliveries)));
  }

  /** The same after an action; as it was before, if it cannot be read now. */
  Uni<ShownEndpoint> readAgain(Provider provider, ShownEndpoint before) {
    String id = before.endpoint().id().toString();
    String subject = "providers/" + provider.slug() + "/endpoints/" + id;
    return ChangeAnswer.of(subject, read(provider, id), before::notReadAgain);
  }

  Uni<RestResponse<String>> render(ShownEndpoint shown) {
    return render(shown, null);
  }

  private Uni<RestResponse<String>> render(ShownEndpoint shown, String state) {
    return pages.html(
        OK,
        page ->
            new EndpointPage(
                page.shownAgainAt("portal/connections/" + shown.endpoint().id()),
                shown.endpoint(),
                shown.deliveries(),
                state,
                shown.notice(),
                shown.isOutdated(),
                shown.since()));
  }
}
