package io.leadloop.subscription;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.SubscriptionKind;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Subscriptions in the database. */
@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<Subscription, UUID> {
  Uni<List<Subscription>> of(CustomerId customer) {
    return list("customer = ?1 order by kind", customer.value());
  }

  Uni<Subscription> of(CustomerId customer, SubscriptionKind kind) {
    return find("customer = ?1 and kind = ?2", customer.value(), kind.wireName()).firstResult();
  }
}
