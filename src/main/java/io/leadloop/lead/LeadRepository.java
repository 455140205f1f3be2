package io.leadloop.lead;

import io.leadloop.provider.ProviderId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads leads by their keys. */
@ApplicationScoped
class LeadRepository implements PanacheRepositoryBase<Lead, UUID> {
  private static final String WITH_CUSTOMER = "from Lead l join fetch l.customer where ";

  private static final String WITH_BOTH =
      "from Lead l join fetch l.customer join fetch l.provider where ";

  Uni<Lead> find(ProviderId provider, LeadId id) {
    return find(WITH_CUSTOMER + "l.providerId = ?1 and l.id = ?2", provider.value(), id.value())
        .firstResult();
  }

  Uni<List<Lead>> findByIds(Collection<UUID> ids) {
    return find(WITH_CUSTOMER + "l.id in ?1", ids).list();
  }

  /** Finds a lead of any provider, with its provider. */
  Uni<Lead> find(LeadId id) {
    return find(WITH_BOTH + "l.id = ?1", id.value()).firstResult();
  }

  /** The leads with their providers, newest first, that is by descending id. */
  Uni<List<Lead>> findAllByIds(Collection<UUID> ids) {
    return find(WITH_BOTH + "l.id in ?1 order by l.id desc", ids).list();
  }
}
