package io.leadloop.admin.provider;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customers;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Certifies a provider and a customer for an administrator, which is audited. */
@Singleton
public class CertificationAdministration {
  private final Certification certification;
  private final Providers providers;
  private final Customers customers;
  private final Audit audit;

  CertificationAdministration(
      Certification certification, Providers providers, Customers customers, Audit audit) {
    this.certification = certification;
    this.providers = providers;
    this.customers = customers;
    this.audit = audit;
  }

  /**
   * Finds both and records who asks; the result certifies once somebody subscribes to it. Fails
   * with {@code not-found}.
   */
  public Uni<Multi<CertificationStep>> begin(String provider, String customer) {
    return customers
        .find(customer)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")))
        .chain(() -> providers.find(provider))
        .map(found -> found.orElseThrow(() -> Problems.notFound("provider")))
        .call(() -> audit.record("provider.certify", subject(provider, customer), null, null))
        .map(found -> steps(found, customer));
  }

  private Multi<CertificationStep> steps(Provider provider, String customer) {
    return certification.of(provider, customer);
  }

  private static String subject(String provider, String customer) {
    return "providers/" + provider + "/customers/" + customer;
  }
}
