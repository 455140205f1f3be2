package io.leadloop.subscription;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
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
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private static final String ADD =
      """
      insert into subscription (id, customer_id, kind, wanted) values (?1, ?2, ?3, true)
      on conflict (customer_id, kind) do nothing
      """;

  Uni<List<Subscription>> of(CustomerId customer) {
    return list("customer = ?1 order by kind", customer.value());
  }

  Uni<Subscription> of(CustomerId customer, SubscriptionKind kind) {
    return find("customer = ?1 and kind = ?2", customer.value(), kind.wireName()).firstResult();
  }

  Uni<Void> remove(CustomerId customer) {
    return delete("customer = ?1", customer.value()).replaceWithVoid();
  }

  /** Blocks while another transaction adds the same subscription. */
  Uni<Void> addUnlessKnown(CustomerId customer, SubscriptionKind kind) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ADD)
                    .setParameter(1, IDS.generate())
                    .setParameter(2, customer.value())
                    .setParameter(3, kind.wireName())
                    .executeUpdate())
        .replaceWithVoid();
  }
}
