package io.leadloop.access.key;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Administrators' keys in the database. */
@ApplicationScoped
class AdministratorKeyRepository implements PanacheRepositoryBase<AdministratorKey, UUID> {
  Uni<AdministratorKey> findByPublicId(String publicId) {
    return find("publicId", publicId).firstResult();
  }

  /** Keys that are not revoked, oldest first. */
  Uni<List<AdministratorKey>> notRevoked() {
    return list("revokedAt is null order by createdAt");
  }
}
