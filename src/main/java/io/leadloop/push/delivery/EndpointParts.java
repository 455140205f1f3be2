package io.leadloop.push.delivery;

import io.leadloop.push.queue.DeliveryQueue;

/** What the parts of one endpoint's run share. */
record EndpointParts(
    ClaimedEndpoint endpoint,
    ReplicaParts replica,
    DeliveryQueue queue,
    EndpointHealth health,
    PushMetrics.OfProvider metrics,
    DeliveryLog log) {

  static EndpointParts of(ClaimedEndpoint endpoint, ReplicaParts replica) {
    return new EndpointParts(
        endpoint,
        replica,
        new DeliveryQueue(
            endpoint.cursor(), endpoint.filter(), replica.schedule(), replica.clock()),
        new EndpointHealth(
            endpoint,
            replica.recoveries().of(endpoint.id()),
            replica.config().disableAfter(),
            replica.schedule(),
            replica.clock()),
        replica.metrics().of(endpoint.providerSlug()),
        new DeliveryLog(endpoint));
  }
}
