package io.leadloop.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What one customer's Oplead wants otherwise than the API profile says; null is as in the profile.
 *
 * @param tokenHeader the header that carries the token
 * @param tokenScheme the word before the token in that header; the empty text for none
 * @param tokenQueryParameter the query parameter that carries the token instead
 * @param providerFields {@code flat} or {@code nested}
 */
@Embeddable
public record WireOverrides(
    @Column(name = "token_header") String tokenHeader,
    @Column(name = "token_scheme") String tokenScheme,
    @Column(name = "token_query_parameter") String tokenQueryParameter,
    @Column(name = "provider_fields") String providerFields) {
  public static final WireOverrides NONE = new WireOverrides(null, null, null, null);
}
