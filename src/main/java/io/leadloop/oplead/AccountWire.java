package io.leadloop.oplead;

import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.ProviderFields;
import java.util.Optional;

/**
 * What one customer's Oplead wants otherwise than {@link OpleadConfig} says; what is empty is as
 * configured.
 *
 * @param tokenHeader the header that carries the token; given alone, the token leaves the query
 * @param tokenScheme the word before the token in the header; the empty text for none
 * @param tokenQueryParameter the query parameter that carries the token instead of a header
 * @param providerFields how the provider's name and webhook address are written
 */
public record AccountWire(
    Optional<String> tokenHeader,
    Optional<String> tokenScheme,
    Optional<String> tokenQueryParameter,
    Optional<ProviderFields> providerFields) {

  public static final AccountWire AS_CONFIGURED =
      new AccountWire(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  String tokenHeader(OpleadConfig.Token config) {
    return tokenHeader.orElse(config.header());
  }

  Optional<String> tokenScheme(OpleadConfig.Token config) {
    return tokenScheme.or(config::scheme).filter(scheme -> !scheme.isEmpty());
  }

  Optional<String> tokenQueryParameter(OpleadConfig.Token config) {
    return tokenHeader.isPresent()
        ? tokenQueryParameter
        : tokenQueryParameter.or(config::queryParameter);
  }

  ProviderFields providerFields(OpleadConfig.Leads config) {
    return providerFields.orElse(config.providerFields());
  }
}
