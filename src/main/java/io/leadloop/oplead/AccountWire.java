package io.leadloop.oplead;

import io.leadloop.oplead.profile.ProviderFields;
import io.leadloop.oplead.profile.WireProfile;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * How one customer's Oplead is called: overrides of the API profile, whose empty members use the
 * profile, and the form import, if leads go by that.
 *
 * @param tokenHeader the header that carries the token; set alone, it replaces the query parameter
 * @param tokenScheme the word before the token in the header; empty for none
 * @param tokenQueryParameter the query parameter that carries the token instead of a header
 * @param providerFields how the provider's name and webhook address are written
 * @param form empty if leads go by the REST API
 */
public record AccountWire(
    Optional<String> tokenHeader,
    Optional<String> tokenScheme,
    Optional<String> tokenQueryParameter,
    Optional<ProviderFields> providerFields,
    Optional<FormImport> form) {

  public static final AccountWire AS_CONFIGURED = rest(null, null, null, null);

  /**
   * The REST API, as a customer's row has it; null is as configured.
   *
   * @param providerFields {@code flat} or {@code nested}
   */
  public static AccountWire rest(
      String tokenHeader, String tokenScheme, String tokenQueryParameter, String providerFields) {
    return of(tokenHeader, tokenScheme, tokenQueryParameter, providerFields, Optional.empty());
  }

  /** The form import, as configured. */
  public static AccountWire form(FormImport form) {
    return of(null, null, null, null, Optional.of(form));
  }

  /**
   * As a customer's row has it; null is as configured.
   *
   * @param providerFields {@code flat} or {@code nested}
   */
  public static AccountWire of(
      String tokenHeader,
      String tokenScheme,
      String tokenQueryParameter,
      String providerFields,
      Optional<FormImport> form) {
    return new AccountWire(
        Optional.ofNullable(tokenHeader),
        Optional.ofNullable(tokenScheme),
        Optional.ofNullable(tokenQueryParameter),
        Optional.ofNullable(providerFields)
            .map(fields -> ProviderFields.valueOf(fields.toUpperCase(Locale.ROOT))),
        form);
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

  /**
   * Oplead's older form import, by which some customers' leads reach their Oplead.
   *
   * @param name the form's name at Oplead
   * @param url where it is, if not at the default address
   */
  public record FormImport(String name, Optional<URI> url) {}
}
