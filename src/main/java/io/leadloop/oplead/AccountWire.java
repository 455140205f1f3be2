package io.leadloop.oplead;

import io.leadloop.oplead.profile.ProviderFields;
import io.leadloop.oplead.profile.WireProfile;
import java.util.Locale;
import java.util.Optional;

/**
 * One customer's overrides of the API profile; empty members use the profile.
 *
 * @param tokenHeader the header that carries the token; set alone, it replaces the query parameter
 * @param tokenScheme the word before the token in the header; empty for none
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

  /**
   * As a customer's row has it; null is as configured.
   *
   * @param providerFields {@code flat} or {@code nested}
   */
  public static AccountWire of(
      String tokenHeader, String tokenScheme, String tokenQueryParameter, String providerFields) {
    return new AccountWire(
        Optional.ofNullable(tokenHeader),
        Optional.ofNullable(tokenScheme),
        Optional.ofNullable(tokenQueryParameter),
        Optional.ofNullable(providerFields)
            .map(fields -> ProviderFields.valueOf(fields.toUpperCase(Locale.ROOT))));
  }

  String tokenHeader(WireProfile.Token profile) {
    return tokenHeader.orElse(profile.header());
  }

  Optional<String> tokenScheme(WireProfile.Token profile) {
    return tokenScheme.or(profile::scheme).filter(scheme -> !scheme.isEmpty());
  }

  Optional<String> tokenQueryParameter(WireProfile.Token profile) {
    return tokenHeader.isPresent()
        ? tokenQueryParameter
        : tokenQueryParameter.or(profile::queryParameter);
  }

  ProviderFields providerFields(WireProfile.Leads profile) {
    return providerFields.orElse(profile.providerFields());
  }
}
