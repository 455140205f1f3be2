package io.leadloop.portal.session;

import io.leadloop.access.KeySignIn;
import io.leadloop.customer.Customer;
import io.leadloop.customer.CustomerId;
import io.leadloop.customer.Customers;
import io.leadloop.provider.Provider;
import io.leadloop.provider.ProviderDirectory;
import io.leadloop.store.TtlCache;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Who is signed in by an access, while it lasts. */
@Singleton
class PortalHolders {
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

  private final ProviderDirectory providers;
  private final TtlCache<CustomerId, Optional<Customer>> customers;

  PortalHolders(ProviderDirectory providers, Customers customers) {
    this.providers = providers;
    this.customers = new TtlCache<>(customers::find, NOTICED_WITHIN);
  }

  /** The provider or customer; empty when its key has ended or it is disabled or archived. */
  Uni<Optional<Holder>> holder(PortalAccess access) {
    return access
        .customer()
        .map(
            id ->
                customers
                    .get(id)
                    .map(
                        found ->
                            found
                                .filter(c -> c.archivedAt().isEmpty())
                                .map(c -> Holder.of(c, access))))
        .orElseGet(() -> provider(access).map(found -> found.map(p -> Holder.of(p, access))));
  }

  private Uni<Optional<Provider>> provider(PortalAccess access) {
    return access
        .key()
        .map(providers::holder)
        .orElseGet(() -> providers.enabled(access.provider().orElseThrow()))
        .map(found -> found.filter(p -> access.provider().equals(Optional.of(p.id()))));
  }

  /**
   * @param subject what the audit names
   * @param home the path of its first page
   */
  record Holder(SecurityIdentity identity, String subject, String home, String slug) {
    private static Holder of(Provider provider, PortalAccess access) {
      return new Holder(
          KeySignIn.portal(provider, access.by()),
          "providers/" + provider.slug() + "/portal",
          "portal",
          provider.slug());
    }

    private static Holder of(Customer customer, PortalAccess access) {
      return new Holder(
          KeySignIn.portal(customer.slug(), access.by()),
          "customers/" + customer.slug() + "/portal",
          "portal/customer",
          customer.slug());
    }
  }
}
