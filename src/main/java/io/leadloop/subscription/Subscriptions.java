package io.leadloop.subscription;

import io.leadloop.customer.CustomerId;
import io.leadloop.oplead.SubscriptionKind;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The desired subscriptions of each customer. {@link SubscriptionTask} applies changes at Oplead
 * within seconds, if the quota allows.
 */
@ApplicationScoped
public class Subscriptions {
  private final SubscriptionRepository subscriptions;

  Subscriptions(SubscriptionRepository subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** Ordered by kind, including those being cancelled. */
  @WithSession
  public Uni<List<Subscription>> of(CustomerId customer) {
    return subscriptions.of(customer);
  }

  @WithSession
  public Uni<Optional<Subscription>> find(CustomerId customer, SubscriptionKind kind) {
    return subscriptions.of(customer, kind).map(Optional::ofNullable);
  }

  /** Adds a subscription; idempotent, also when called concurrently. */
  @WithTransaction
  public Uni<Subscription> want(CustomerId customer, SubscriptionKind kind) {
    return subscriptions
        .addUnlessKnown(customer, kind)
        .chain(() -> subscriptions.of(customer, kind))
        .invoke(Subscription::want)
        .call(subscriptions::flush);
  }

  /** Replaces the subscription at Oplead; empty if there is none. */
  @WithTransaction
  public Uni<Optional<Subscription>> renew(CustomerId customer, SubscriptionKind kind) {
    return change(customer, kind, Subscription::renew);
  }

  /** Cancels the subscription; empty if there is none. */
  @WithTransaction
  public Uni<Optional<Subscription>> end(CustomerId customer, SubscriptionKind kind) {
    return change(customer, kind, Subscription::end);
  }

  /** Forgets all subscriptions of a customer; those at Oplead stay, as its token is gone. */
  @WithTransaction
  public Uni<Void> forget(CustomerId customer) {
    return subscriptions.remove(customer);
  }

  private Uni<Optional<Subscription>> change(
      CustomerId customer, SubscriptionKind kind, Consumer<Subscription> change) {
    return subscriptions
        .of(customer, kind)
        .map(Optional::ofNullable)
        .invoke(known -> known.ifPresent(change))
        .call(subscriptions::flush);
  }
}
