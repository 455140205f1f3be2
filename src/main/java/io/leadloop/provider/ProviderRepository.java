package io.leadloop.provider;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;

/** The provider table. */
@ApplicationScoped
class ProviderRepository implements PanacheRepositoryBase<Provider, UUID> {
  /**
   * As it is now, until the transaction ends: only columns that change are written, so two changes
   * at once of older copies would leave half of each.
   */
  Uni<Provider> locked(UUID id) {
    return findById(id)
        .call(
            row -> getSession().chain(session -> session.refresh(row, LockMode.PESSIMISTIC_WRITE)));
  }

  Uni<Provider> findBySlug(String slug) {
    return find("slug", slug).firstResult();
  }

  /** Ordered by slug, starting after the given slug. */
  Uni<List<Provider>> after(String slug, int limit) {
    return find("slug > ?1 order by slug", slug).range(0, limit - 1).list();
  }

  /** The same of those that are archived, or of the others. */
  Uni<List<Provider>> after(String slug, int limit, boolean isArchived) {
    String which = isArchived ? "not null" : "null";
    return find("slug > ?1 and archivedAt is " + which + " order by slug", slug)
        .range(0, limit - 1)
        .list();
  }
}
