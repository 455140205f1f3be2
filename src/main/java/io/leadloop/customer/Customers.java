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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    return customers.persist(customer);
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
