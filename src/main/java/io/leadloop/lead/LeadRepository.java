package io.leadloop.lead;

import io.leadloop.provider.ProviderId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reading leads; each query is bound to the provider that may see the answer. */
@ApplicationScoped
class LeadRepository implements PanacheRepositoryBase<Lead, UUID> {
  private static final String WITH_CUSTOMER = "from Lead l join fetch l.customer where ";

  private static final String WITH_BOTH =
      "from Lead l join fetch l.customer join fetch l.provider where ";

  Uni<Lead> find(ProviderId provider, LeadId id) {
    return find(WITH_CUSTOMER + "l.providerId = ?1 and l.id = ?2", provider.value(), id.value())
        .firstResult();
  }

  Uni<List<Lead>> findByReferences(ProviderId provider, Collection<String> references) {
    return find(
            WITH_CUSTOMER + "l.providerId = ?1 and l.reference in ?2", provider.value(), references)
        .list();
  }

  /** Any provider's lead, with its provider. */
  Uni<Lead> find(LeadId id) {
    return find(WITH_BOTH + "l.id = ?1", id.value()).firstResult();
  }

  /** Newest first, which is the order of ids from the highest. */
  Uni<List<Lead>> list(ProviderId provider, LeadFilter filter, int limit) {
    StringBuilder query = new StringBuilder(WITH_CUSTOMER).append("l.providerId = :provider");
    return list(query, new HashMap<>(Map.of("provider", provider.value())), filter, limit);
  }

  /** The same of any provider, or of the one with that slug; with their providers. */
  Uni<List<Lead>> listAll(Optional<String> provider, LeadFilter filter, int limit) {
    StringBuilder query = new StringBuilder(WITH_BOTH).append("true");
    Map<String, Object> values = new HashMap<>();
    narrow(query, values, " and l.provider.slug = :provider", "provider", provider);
    return list(query, values, filter, limit);
  }

  private Uni<List<Lead>> list(
      StringBuilder query, Map<String, Object> values, LeadFilter filter, int limit) {
    narrow(query, values, " and l.reference = :reference", "reference", filter.reference());
    narrow(query, values, " and l.customer.slug = :customer", "customer", filter.customer());
    narrow(query, values, " and l.state = :state", "state", filter.state());
    narrow(query, values, " and l.id < :after", "after", filter.after().map(LeadId::value));
    return find(query.append(" order by l.id desc").toString(), values).range(0, limit - 1).list();
  }

  private static void narrow(
      StringBuilder query,
      Map<String, Object> values,
      String condition,
      String name,
      Optional<?> value) {
    if (value.isPresent()) {
      query.append(condition);
      values.put(name, value.get());
    }
  }
}
