package io.leadloop.push.endpoint;

import io.leadloop.provider.Provider;
import io.leadloop.push.EndpointId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The endpoints of all providers. */
@ApplicationScoped
class PushEndpointRepository implements PanacheRepositoryBase<PushEndpoint, UUID> {
  private static final String LOCK = "select id from provider where id = ?1 for no key update";

  /** Has no other endpoint of the provider registered until the transaction ends. */
  Uni<Void> lock(Provider provider) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK, UUID.class)
                    .setParameter(1, provider.id().value())
                    .getSingleResult())
        .replaceWithVoid();
  }

  /** Oldest first. */
  Uni<List<PushEndpoint>> of(Provider provider) {
    return list("provider = ?1 order by createdAt, id", provider);
  }

  /** Null if the provider has no such endpoint. */
  Uni<PushEndpoint> of(Provider provider, EndpointId id) {
    return find("provider = ?1 and id = ?2", provider, id.value()).firstResult();
  }
}
