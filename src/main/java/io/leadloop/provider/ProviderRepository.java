package io.leadloop.provider;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The provider table. */
@ApplicationScoped
class ProviderRepository implements PanacheRepositoryBase<Provider, UUID> {
  Uni<Provider> findBySlug(String slug) {
    return find("slug", slug).firstResult();
  }
}
