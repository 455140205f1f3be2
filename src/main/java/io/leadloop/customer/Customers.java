package io.leadloop.customer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.store.ColumnReEncryption;
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
import org.hibernate.exception.ConstraintViolationException;

/** Brings customers in and keeps their tokens. */
@ApplicationScoped
public class Customers {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private static final ColumnReEncryption TOKENS =
      new ColumnReEncryption("customer", "id", "oplead_token");

  private static final String TOKEN_INDEX = "customer_token_fingerprint";

  private static final String TOKEN_IN_USE =
      "Another customer has this token at the same host. A token has one quota, so it has one"
          + " customer.";

  private final CustomerRepository customers;
  private final TokenFingerprints fingerprints;
  private final Vault vault;
  private final Pool pool;
  private final URI defaultBaseUrl;

  Customers(
      CustomerRepository customers,
      TokenFingerprints fingerprints,
      Vault vault,
      Pool pool,
      OpleadConfig oplead) {
    this.customers = customers;
    this.fingerprints = fingerprints;
    this.vault = vault;
    this.pool = pool;
    this.defaultBaseUrl = oplead.baseUrl();
  }

  /**
   * A new customer, with its lane open. Fails when the slug is taken, and with {@code
   * token-in-use}.
   */
  @WithTransaction
  public Uni<Customer> onboard(
      String slug, String name, OpleadAccess oplead, int requestsPerMinute) {
    CustomerId id = new CustomerId(IDS.generate());
    Customer customer = new Customer(id, slug, name, requestsPerMinute);
    return connect(customer, oplead)
        .chain(() -> tokenOnce(customers.persistAndFlush(customer)))
        .replaceWith(customer);
  }

  /**
   * From the next call on, the customer's Oplead is called there and with that token. Fails with
   * {@code token-in-use}.
   */
  @WithTransaction
  public Uni<Void> reconnect(CustomerId id, OpleadAccess oplead) {
    return customers
        .findById(id.value())
        .chain(customer -> connect(customer, oplead))
        .chain(() -> tokenOnce(customers.flush()));
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
   * Changes what the change names. Fails with {@code invalid-body} where another host would receive
   * a token that was not given for it, and with {@code token-in-use}.
   */
  @WithTransaction
  public Uni<Void> change(CustomerId id, CustomerChange change) {
    return customers
        .findById(id.value())
        .invoke(customer -> requireTokenToMove(customer, change))
        .call(customer -> move(customer, change))
        .invoke(
            customer -> {
              Optional.ofNullable(change.name()).ifPresent(customer::rename);
              Optional.ofNullable(change.requestsPerMinute()).ifPresent(customer::allow);
              Optional.ofNullable(change.shelfLife()).ifPresent(customer::keepFor);
            })
        .chain(() -> tokenOnce(customers.flush()));
  }

  /**
   * The stored token can be replaced but not read. It would be read by whoever could send it to a
   * host of his own.
   */
  private void requireTokenToMove(Customer customer, CustomerChange change) {
    if (change.baseUrl() != null
        && change.token() == null
        && !Origin.of(change.baseUrl()).equals(Origin.of(baseUrl(customer)))) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_BODY,
          List.of(
              new FieldError(
                  "/token",
                  "must be given again when base_url names another scheme, host or port")));
    }
  }

  private Uni<Void> move(Customer customer, CustomerChange change) {
    if (change.token() != null) {
      Optional<URI> baseUrl = Optional.ofNullable(change.baseUrl()).or(customer::opleadBaseUrl);
      return connect(customer, new OpleadAccess(baseUrl, change.token(), customer.wire()));
    } else if (change.baseUrl() != null) {
      customer.moveTo(change.baseUrl());
    }
    return Uni.createFrom().voidItem();
  }

  /**
   * From the next call on, the customer's Oplead is called with that token. Fails with {@code
   * token-in-use}.
   */
  @WithTransaction
  public Uni<Void> rotateToken(CustomerId id, String token) {
    return change(id, new CustomerChange(null, null, token, null, null));
  }

  /**
   * Keeps what the customer's Oplead said of its token, unless the token was replaced since.
   *
   * @param asked the customer as it was when Oplead was asked
   */
  @WithTransaction
  public Uni<Void> keepVerification(Customer asked, Instant at, String said) {
    return customers
        .findById(asked.id().value())
        .invoke(
            now -> {
              if (now.isConnectedAs(asked)) {
                now.verified(at, said);
              }
            })
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

  /** Seals the next tokens with the keyset's primary key; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> resealTokens(Optional<UUID> after, int limit) {
    return TOKENS.step(
        pool, after, limit, (id, token) -> vault.reEncrypt(token, tokenOwner(new CustomerId(id))));
  }

  /** Seals the key of the tokens' fingerprints again; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> resealFingerprintKey(Optional<UUID> after, int limit) {
    return fingerprints.resealKey(after, limit);
  }

  private Uni<Void> connect(Customer customer, OpleadAccess oplead) {
    byte[] token = oplead.token().getBytes(StandardCharsets.UTF_8);
    return fingerprints
        .of(oplead.baseUrl().orElse(defaultBaseUrl), oplead.token())
        .invoke(
            fingerprint -> {
              customer.callAt(oplead.baseUrl().orElse(null), oplead.wire());
              customer.callWith(
                  vault.seal(token, tokenOwner(customer.id())), oplead.hint(), fingerprint);
            })
        .replaceWithVoid();
  }

  private URI baseUrl(Customer customer) {
    return customer.opleadBaseUrl().orElse(defaultBaseUrl);
  }

  /** The database alone sees what other replicas write at the same time. */
  private static <T> Uni<T> tokenOnce(Uni<T> write) {
    return write
        .onFailure(ConstraintViolationException.class)
        .transform(
            e ->
                e.getMessage().contains(TOKEN_INDEX)
                    ? new ProblemException(ErrorCode.TOKEN_IN_USE, TOKEN_IN_USE)
                    : e);
  }

  private static String tokenOwner(CustomerId id) {
    return "customer-token:" + id;
  }
}
