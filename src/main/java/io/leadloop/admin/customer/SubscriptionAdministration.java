package io.leadloop.admin.customer;

import io.leadloop.access.audit.Audit;
import io.leadloop.admin.Problems;
import io.leadloop.customer.Customer;
import io.leadloop.customer.CustomerId;
import io.leadloop.customer.Customers;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.subscription.Subscription;
import io.leadloop.subscription.Subscriptions;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Manages subscriptions at customers' Oplead; each change is audited. */
@ApplicationScoped
public class SubscriptionAdministration {
  private final Customers customers;
  private final Subscriptions subscriptions;
  private final Audit audit;

  SubscriptionAdministration(Customers customers, Subscriptions subscriptions, Audit audit) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.audit = audit;
  }

  /** Fails with {@code not-found}, as do the methods below. */
  public Uni<List<SubscriptionView>> list(String slug) {
    return customer(slug)
        .chain(customer -> subscriptions.of(customer))
        .map(all -> all.stream().map(SubscriptionView::of).toList());
  }

  /** Subscribes unless subscribed. */
  @WithTransaction
  public Uni<SubscriptionView> subscribe(String slug, SubscriptionKind kind) {
    return found(slug)
        .invoke(SubscriptionAdministration::requireApi)
        .chain(customer -> subscribe(slug, customer.id(), kind));
  }

  /**
   * Fails with {@code not-by-form} where a customer that changed to the form import has
   * subscriptions: they can only be cancelled by the API.
   */
  Uni<Void> requireFit(Customer customer) {
    return customer.isByForm()
        ? subscriptions
            .of(customer.id())
            .invoke(SubscriptionAdministration::requireEnded)
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private static void requireEnded(List<Subscription> all) {
    if (all.stream().anyMatch(one -> one.state() != Subscription.State.ENDING)) {
      throw new ProblemException(
          ErrorCode.NOT_BY_FORM,
          "The customer has subscriptions, which the form import has not; end them first.");
    }
  }

  private static void requireApi(Customer customer) {
    if (customer.archivedAt().isPresent()) {
      throw new ProblemException(
          ErrorCode.CUSTOMER_ARCHIVED, "Set a new token to bring the customer back.");
    }
    if (customer.isByForm()) {
      throw new ProblemException(
          ErrorCode.NOT_BY_FORM,
          "The customer's Oplead is reached by its form import, which has no subscriptions.");
    }
  }

  /** Subscribes a new customer in the caller's transaction. */
  Uni<Void> subscribe(Customer customer, List<SubscriptionKind> kinds) {
    return Multi.createFrom()
        .iterable(kinds)
        .onItem()
        .transformToUniAndConcatenate(kind -> subscribe(customer.slug(), customer.id(), kind))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Replaces the subscription at Oplead. */
  @WithTransaction
  public Uni<SubscriptionView> renew(String slug, SubscriptionKind kind) {
    return found(slug)
        .invoke(SubscriptionAdministration::requireApi)
        .map(Customer::id)
        .chain(
            customer ->
                change(
                    "customer.subscription.renew",
                    slug,
                    customer,
                    kind,
                    () -> subscriptions.renew(customer, kind)));
  }

  /** Cancels the subscription; it is listed until Oplead has cancelled it. */
  @WithTransaction
  public Uni<SubscriptionView> end(String slug, SubscriptionKind kind) {
    return customer(slug)
        .chain(
            customer ->
                change(
                    "customer.subscription.end",
                    slug,
                    customer,
                    kind,
                    () -> subscriptions.end(customer, kind)));
  }

  private Uni<SubscriptionView> subscribe(String slug, CustomerId customer, SubscriptionKind kind) {
    return change(
        "customer.subscribe",
        slug,
        customer,
        kind,
        () -> subscriptions.want(customer, kind).map(Optional::of));
  }

  private Uni<SubscriptionView> change(
      String action,
      String slug,
      CustomerId customer,
      SubscriptionKind kind,
      Supplier<Uni<Optional<Subscription>>> change) {
    String subject = "customers/" + slug + "/subscriptions/" + kind.wireName();
    return subscriptions
        .find(customer, kind)
        .map(found -> found.map(SubscriptionView::of).orElse(null))
        .chain(
            before ->
                change
                    .get()
                    .map(found -> found.orElseThrow(() -> Problems.notFound("subscription")))
                    .map(SubscriptionView::of)
                    .call(after -> audit.record(action, subject, before, after)));
  }

  private Uni<CustomerId> customer(String slug) {
    return found(slug).map(Customer::id);
  }

  private Uni<Customer> found(String slug) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")));
  }
}
