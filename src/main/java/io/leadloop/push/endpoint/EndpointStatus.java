package io.leadloop.push.endpoint;

/** An endpoint and how far it is. */
public record EndpointStatus(PushEndpoint endpoint, EndpointProgress progress) {}
