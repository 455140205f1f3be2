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
 * What is wanted of each customer's Oplead. It is there, or gone there, some seconds later, when
 * the quota allows: {@link SubscriptionTask} sees to it.
 */
@ApplicationScoped
public class Subscriptions {
  private final SubscriptionRepository subscriptions;

  Subscriptions(SubscriptionRepository subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** By kind; those that are ending, too. */
  @WithSession
  public Uni<List<Subscription>> of(CustomerId customer) {
    return subscriptions.of(customer);
  }

  @WithSession
  public Uni<Optional<Subscription>> find(CustomerId customer, SubscriptionKind kind) {
    return subscriptions.of(customer, kind).map(Optional::ofNullable);
  }

  /** It is wanted from now on, if it was not; two at once want the same one. */
  @WithTransaction
  public Uni<Subscription> want(CustomerId customer, SubscriptionKind kind) {
    return subscriptions
        .addUnlessKnown(customer, kind)
        .chain(() -> subscriptions.of(customer, kind))
        .invoke(Subscription::want)
        .call(subscriptions::flush);
  }

  /** It is made anew, and the old one ends after that; empty where there is none. */
  @WithTransaction
  public Uni<Optional<Subscription>> renew(CustomerId customer, SubscriptionKind kind) {
    return change(customer, kind, Subscription::renew);
  }

  /** It is not wanted any more; empty where there is none. */
  @WithTransaction
  public Uni<Optional<Subscription>> end(CustomerId customer, SubscriptionKind kind) {
    return change(customer, kind, Subscription::end);
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
