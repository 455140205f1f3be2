package io.leadloop.push.request;

import io.leadloop.push.EndpointState;
import io.leadloop.push.endpoint.PushEndpoint;
import java.net.URI;
import java.util.List;

/** An endpoint in the audit, as it was at that time. */
record EndpointSettings(
    URI url,
    String description,
    List<String> types,
    List<String> customers,
    String scheme,
    int maxInFlight,
    EndpointState state) {

  static EndpointSettings of(PushEndpoint endpoint) {
    return new EndpointSettings(
        endpoint.url(),
        endpoint.description().orElse(null),
        endpoint.types().orElse(null),
        endpoint.customers().orElse(null),
        endpoint.scheme().wireName(),
        endpoint.maxInFlight(),
        endpoint.state());
  }
}
