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
  /** Oldest first. */
  Uni<List<PushEndpoint>> of(Provider provider) {
    return list("provider = ?1 order by createdAt, id", provider);
  }

  /** Null if the provider has no such endpoint. */
  Uni<PushEndpoint> of(Provider provider, EndpointId id) {
    return find("provider = ?1 and id = ?2", provider, id.value()).firstResult();
  }
}
