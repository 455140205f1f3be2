package io.leadloop.provider;

import io.leadloop.customer.CustomerId;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The grant table: which provider may send to which customer. */
@ApplicationScoped
class CustomerGrantRepository implements PanacheRepositoryBase<CustomerGrant, CustomerGrant.Key> {
  private static final String GRANT =
      """
      insert into CustomerGrant (providerId, customerId, createdAt)
      values (?1, ?2, instant) on conflict do nothing
      """;

  private static final String GRANTED_CUSTOMER =
      """
      select c.id, c.formName from Customer c join CustomerGrant g on g.customerId = c.id
      where g.providerId = ?1 and c.slug = ?2
      """;

  private static final String GRANTED_SLUGS =
      """
      select c.slug from Customer c join CustomerGrant g on g.customerId = c.id
      where g.providerId = ?1 order by c.slug
      """;

  /** Adds the grant unless it exists. */
  Uni<Void> grant(ProviderId provider, CustomerId customer) {
    return getSession()
        .chain(
            session ->
                session
                    .createMutationQuery(GRANT)
                    .setParameter(1, provider.value())
                    .setParameter(2, customer.value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * Deletes the grant with a statement, because Hibernate Reactive cannot delete two entities
   * concurrently: it keeps the future of each deletion in the same field.
   */
  Uni<Void> withdraw(ProviderId provider, CustomerId customer) {
    return delete("providerId = ?1 and customerId = ?2", provider.value(), customer.value())
        .replaceWithVoid();
  }

  Uni<Void> withdrawAll(ProviderId provider) {
    return delete("providerId = ?1", provider.value()).replaceWithVoid();
  }

  Uni<Void> withdrawAll(CustomerId customer) {
    return delete("customerId = ?1", customer.value()).replaceWithVoid();
  }

  /** The customer with this slug if it is granted, otherwise null. */
  Uni<GrantedCustomer> findGranted(ProviderId provider, String customerSlug) {
    return find(GRANTED_CUSTOMER, provider.value(), customerSlug)
        .project(GrantedCustomer.class)
        .firstResult();
  }

  /** The slugs of all granted customers, sorted. */
  Uni<List<String>> customers(ProviderId provider) {
    return find(GRANTED_SLUGS, provider.value()).project(String.class).list();
  }
}
