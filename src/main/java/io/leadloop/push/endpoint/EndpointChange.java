package io.leadloop.push.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Changes of an endpoint; empty members stay. In {@code description}, {@code types} and {@code
 * customers} the inner value is empty to remove it.
 */
public record EndpointChange(
    Optional<URI> url,
    Optional<Optional<String>> description,
    Optional<Optional<List<String>>> types,
    Optional<Optional<List<String>>> customers,
    Optional<Integer> maxInFlight) {}
