package io.leadloop.push.endpoint;

import io.leadloop.push.wire.SigningScheme;
import java.net.URI;
import java.util.List;

/**
 * An endpoint to register.
 *
 * @param description null for none
 * @param types CloudEvents types; null for all
 * @param customers slugs; null for all
 * @param maxInFlight how many leads' events it receives at once
 */
public record NewEndpoint(
    URI url,
    String description,
    List<String> types,
    List<String> customers,
    SigningScheme scheme,
    StartPoint start,
    int maxInFlight) {}
