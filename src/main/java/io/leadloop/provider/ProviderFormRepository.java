package io.leadloop.provider;

import io.leadloop.customer.CustomerId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The forms of all providers, each with its provider and customer. */
@ApplicationScoped
class ProviderFormRepository implements PanacheRepositoryBase<ProviderForm, UUID> {
  private static final String WHOLE =
      "from ProviderForm f join fetch f.provider join fetch f.customer where ";

  Uni<ProviderForm> findByToken(byte[] tokenMac, String name) {
    return find(WHOLE + "f.tokenMac = ?1 and f.name = ?2", tokenMac, name).firstResult();
  }

  /** Oldest first. */
  Uni<List<ProviderForm>> of(Provider provider) {
    return list(WHOLE + "f.provider = ?1 order by f.createdAt, f.id", provider);
  }

  Uni<Void> removeAll(ProviderId provider) {
    return delete("provider.id = ?1", provider.value()).replaceWithVoid();
  }

  Uni<Void> removeAll(CustomerId customer) {
    return delete("customer.id = ?1", customer.value()).replaceWithVoid();
  }

  /** Returns whether the provider had this form. */
  Uni<Boolean> remove(Provider provider, UUID id) {
    return delete("provider = ?1 and id = ?2", provider, id).map(deleted -> deleted > 0);
  }
}
