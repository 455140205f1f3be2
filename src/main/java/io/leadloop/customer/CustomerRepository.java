package io.leadloop.customer;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The customer table. */
@ApplicationScoped
class CustomerRepository implements PanacheRepositoryBase<Customer, UUID> {
  Uni<Customer> findBySlug(String slug) {
    return find("slug", slug).firstResult();
  }

  /** Lists customers by slug, after the given one. */
  Uni<List<Customer>> after(String slug, int limit) {
    return find("slug > ?1 order by slug", slug).range(0, limit - 1).list();
  }
}
