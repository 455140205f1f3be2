package io.leadloop.admin.customer;

import io.leadloop.admin.Problems;
import io.leadloop.customer.Customer;
import io.leadloop.customer.Customers;
import io.leadloop.provider.Providers;
import io.leadloop.subscription.Subscriptions;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Ends the work for a customer. Nothing can be sent for it any more, and its providers are refused;
 * its leads stay as they are, and callbacks about them are still taken. A new token brings it back,
 * without its grants.
 */
@ApplicationScoped
public class CustomerArchive {
  private final Customers customers;
  private final Providers providers;
  private final Subscriptions subscriptions;
  private final CustomerAdministration administration;
  private final Clock clock;

  CustomerArchive(
      Customers customers,
      Providers providers,
      Subscriptions subscriptions,
      CustomerAdministration administration,
      Clock clock) {
    this.customers = customers;
    this.providers = providers;
    this.subscriptions = subscriptions;
    this.administration = administration;
    this.clock = clock;
  }

  /** Idempotent; fails with {@code not-found}. */
  @WithTransaction
  public Uni<CustomerView> archive(String slug) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")))
        .chain(
            customer ->
                customer.archivedAt().isPresent()
                    ? Uni.createFrom().item(CustomerView.of(customer))
                    : administration.change(slug, "customer.archive", this::archive));
  }

  private Uni<Void> archive(Customer customer) {
    return customers
        .archive(customer.id(), clock.instant())
        .chain(() -> subscriptions.forget(customer.id()))
        .chain(() -> providers.withdrawAll(customer.id()));
  }
}
