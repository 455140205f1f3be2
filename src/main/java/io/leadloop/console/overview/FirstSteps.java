package io.leadloop.console.overview;

import java.util.Optional;

/**
 * How far a first installation is, until the first lead comes.
 *
 * @param hasCustomer whether there is a customer
 * @param isVerified whether a customer's token was verified
 * @param hasProvider whether a provider may send to a customer
 * @param isChecked whether a provider's account at Kafka was checked
 * @param isCertified whether a provider and a customer were certified
 * @param customer the slug of a customer
 * @param provider the slug of a provider
 */
public record FirstSteps(
    boolean hasCustomer,
    boolean isVerified,
    boolean hasProvider,
    boolean isChecked,
    boolean isCertified,
    Optional<String> customer,
    Optional<String> provider) {
  /** The page of the customer, or of all. */
  public String customerPath() {
    return "console/customers" + customer.map(slug -> "/" + slug).orElse("");
  }

  /** The page of the provider, or of all. */
  public String providerPath() {
    return "console/providers" + provider.map(slug -> "/" + slug).orElse("");
  }
}
