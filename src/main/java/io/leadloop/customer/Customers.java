package io.leadloop.customer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.store.ColumnRewrite;
import io.leadloop.vault.Vault;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Brings customers in and keeps their tokens. */
@ApplicationScoped
public class Customers {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private static final ColumnRewrite TOKENS = new ColumnRewrite("customer", "id", "oplead_token");

  private final CustomerRepository customers;
  private final Vault vault;
  private final Pool pool;

  Customers(CustomerRepository customers, Vault vault, Pool pool) {
    this.customers = customers;
    this.vault = vault;
    this.pool = pool;
  }

  /** A new customer, with its lane open. Fails when the slug is taken. */
  @WithTransaction
  public Uni<Customer> onboard(
      String slug, String name, OpleadAccess oplead, int requestsPerMinute) {
    CustomerId id = new CustomerId(IDS.generate());
    Customer customer = new Customer(id, slug, name, requestsPerMinute);
    connect(customer, oplead);
    return customers.persistAndFlush(customer);
  }

  /** From the next call on, the customer's Oplead is called there and with that token. */
  @WithTransaction
  public Uni<Void> reconnect(CustomerId id, OpleadAccess oplead) {
    return customers.findById(id.value()).invoke(c -> connect(c, oplead)).replaceWithVoid();
  }

  /**
   * From now on, at most that many requests a minute; those sent under the old limit count.
   *
   * @param requestsPerMinute more than 0
   */
  @WithTransaction
  public Uni<Void> limit(CustomerId id, int requestsPerMinute) {
    return customers
        .findById(id.value())
        .invoke(customer -> customer.allow(requestsPerMinute))
        .replaceWithVoid();
  }

  /**
   * Leads that are accepted from now on expire after that time.
   *
   * @param shelfLife empty for the gateway's own
   */
  @WithTransaction
  public Uni<Void> keepLeadsFor(CustomerId id, Optional<Duration> shelfLife) {
    return customers
        .findById(id.value())
        .invoke(customer -> customer.keepFor(shelfLife.orElse(null)))
        .replaceWithVoid();
  }

  /**
   * Changes what is not null of a customer.
   *
   * @param requestsPerMinute more than 0; requests that were sent under the old limit count
   * @param shelfLife of leads that are accepted from now on
   */
  @WithTransaction
  public Uni<Void> change(
      CustomerId id, String name, URI baseUrl, Integer requestsPerMinute, Duration shelfLife) {
    return customers
        .findById(id.value())
        .invoke(
            customer -> {
              Optional.ofNullable(name).ifPresent(customer::rename);
              Optional.ofNullable(baseUrl).ifPresent(customer::moveTo);
              Optional.ofNullable(requestsPerMinute).ifPresent(customer::allow);
              Optional.ofNullable(shelfLife).ifPresent(customer::keepFor);
            })
        .call(customers::flush)
        .replaceWithVoid();
  }

  /** From the next call on, the customer's Oplead is called with that token. */
  @WithTransaction
  public Uni<Void> rotateToken(CustomerId id, String token) {
    return customers
        .findById(id.value())
        .invoke(c -> connect(c, new OpleadAccess(c.opleadBaseUrl(), token, c.wire())))
        .call(customers::flush)
        .replaceWithVoid();
  }

  /** Keeps what the customer's Oplead said of its token. */
  @WithTransaction
  public Uni<Void> keepVerification(CustomerId id, Instant at, String said) {
    return customers
        .findById(id.value())
        .invoke(customer -> customer.verified(at, said))
        .call(customers::flush)
        .replaceWithVoid();
  }

  /** By slug, from the first after the given one. */
  @WithSession
  public Uni<List<Customer>> list(String after, int limit) {
    return customers.after(after, limit);
  }

  @WithSession
  public Uni<Optional<Customer>> find(String slug) {
    return customers.findBySlug(slug).map(Optional::ofNullable);
  }

  /** The clear token of a customer, as sealed in its row. */
  public String openToken(CustomerId id, byte[] sealedToken) {
    return new String(vault.open(sealedToken, tokenOwner(id)), StandardCharsets.UTF_8);
  }

  /** Seals the next tokens with the keyset's primary key; see {@link ColumnRewrite}. */
  public Uni<ColumnRewrite.Step> resealTokens(Optional<UUID> after, int limit) {
    return TOKENS.step(
        pool, after, limit, (id, token) -> vault.reseal(token, tokenOwner(new CustomerId(id))));
  }

  private void connect(Customer customer, OpleadAccess oplead) {
    byte[] token = oplead.token().getBytes(StandardCharsets.UTF_8);
    customer.callAt(oplead.baseUrl().orElse(null), oplead.wire());
    customer.callWith(vault.seal(token, tokenOwner(customer.id())), oplead.hint());
  }

  private static String tokenOwner(CustomerId id) {
    return "customer-token:" + id;
  }
}
