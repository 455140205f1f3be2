package io.leadloop.lead;

import io.leadloop.provider.ProviderId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reading leads; each query is bound to the provider that may see the answer. */
@ApplicationScoped
class LeadRepository implements PanacheRepositoryBase<Lead, UUID> {
  private static final String WITH_CUSTOMER = "from Lead l join fetch l.customer where ";

  Uni<Lead> find(ProviderId provider, LeadId id) {
    return find(WITH_CUSTOMER + "l.providerId = ?1 and l.id = ?2", provider.value(), id.value())
        .firstResult();
  }

  Uni<Lead> findByReference(ProviderId provider, String reference) {
    return find(
            WITH_CUSTOMER + "l.providerId = ?1 and l.reference = ?2", provider.value(), reference)
        .firstResult();
  }
}
