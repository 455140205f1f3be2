package io.leadloop.portal.connection;

import io.leadloop.http.Page;
import io.leadloop.portal.connection.EndpointPage.Notice;
import io.leadloop.push.request.EndpointView;
import java.util.List;

/**
 * An endpoint as its page shows it.
 *
 * @param notice the result of an action; null for none
 * @param isOutdated whether it is as it was before the action
 * @param since what was typed to send events again from, or empty
 */
record ShownEndpoint(
    EndpointView endpoint,
    Page<DeliveryLine> deliveries,
    Notice notice,
    boolean isOutdated,
    String since) {
  static ShownEndpoint of(EndpointView endpoint, Page<DeliveryLine> deliveries) {
    return new ShownEndpoint(endpoint, deliveries, null, false, "");
  }

  /** An endpoint that was registered just now. */
  static ShownEndpoint added(EndpointView endpoint) {
    return of(endpoint, new Page<>(List.of(), null));
  }

  /** With the endpoint as an action returned it. */
  ShownEndpoint as(EndpointView changed) {
    return new ShownEndpoint(changed, deliveries, notice, isOutdated, since);
  }

  ShownEndpoint with(Notice result) {
    return new ShownEndpoint(endpoint, deliveries, result, isOutdated, since);
  }

  ShownEndpoint typed(String text) {
    return new ShownEndpoint(endpoint, deliveries, notice, isOutdated, text);
  }

  ShownEndpoint notReadAgain() {
    return new ShownEndpoint(endpoint, deliveries, notice, true, since);
  }
}
