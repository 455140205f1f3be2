package io.leadloop.provider;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The keys of all providers. */
@ApplicationScoped
class ProviderKeyRepository implements PanacheRepositoryBase<ProviderKey, UUID> {
  Uni<ProviderKey> findByPublicId(String publicId) {
    return find("from ProviderKey k join fetch k.provider where k.publicId = ?1", publicId)
        .firstResult();
  }

  /** The provider's keys that are not revoked, oldest first. */
  Uni<List<ProviderKey>> notRevoked(Provider provider) {
    return list("provider = ?1 and revokedAt is null order by createdAt", provider);
  }
}
