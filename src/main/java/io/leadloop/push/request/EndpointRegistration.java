package io.leadloop.push.request;

import java.util.List;

/**
 * The body that registers an endpoint; {@link EndpointBodies} checks its members.
 *
 * @param types CloudEvents types; null for all
 * @param customers slugs; null for all
 * @param scheme null for {@code v1}
 * @param start null for {@code now}
 * @param maxInFlight null for the default
 */
public record EndpointRegistration(
    String url,
    String description,
    List<String> types,
    List<String> customers,
    String scheme,
    String start,
    Integer maxInFlight) {}
