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

/** Onboards and changes customers, and seals their tokens. */
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
   * Creates a customer with an open lane. Fails if the slug is taken, and with {@code
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

  /** Sets base URL and token, from the next call on. Fails with {@code token-in-use}. */
  @WithTransaction
  public Uni<Void> reconnect(CustomerId id, OpleadAccess oplead) {
    return customers
        .findById(id.value())
        .chain(customer -> connect(customer, oplead))
        .chain(() -> tokenOnce(customers.flush()));
  }

  /**
   * Sets the quota; requests sent under the old limit count.
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
   * Sets the shelf life of leads accepted from now on.
   *
   * @param shelfLife empty for the gateway's default
   */
  @WithTransaction
  public Uni<Void> keepLeadsFor(CustomerId id, Optional<Duration> shelfLife) {
    return customers
        .findById(id.value())
        .invoke(customer -> customer.keepFor(shelfLife.orElse(null)))
        .replaceWithVoid();
  }

  /**
   * Applies a change. Fails with {@code invalid-body} if the host changes without a new token, and
   * with {@code token-in-use}.
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
   * The stored token must stay unreadable; changing only the host would send it to the new host.
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

  /** Replaces the token, from the next call on. Fails with {@code token-in-use}. */
  @WithTransaction
  public Uni<Void> rotateToken(CustomerId id, String token) {
    return change(id, new CustomerChange(null, null, token, null, null));
  }

  /**
   * Stores the result of a token check, unless base URL or token changed since.
   *
   * @param asked the customer at the time of the check
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

  /** Lists customers by slug, after the given one. */
  @WithSession
  public Uni<List<Customer>> list(String after, int limit) {
    return customers.after(after, limit);
  }

  @WithSession
  public Uni<Optional<Customer>> find(String slug) {
    return customers.findBySlug(slug).map(Optional::ofNullable);
  }

  /** Opens a customer's stored token. */
  public String openToken(CustomerId id, byte[] sealedToken) {
    return new String(vault.open(sealedToken, tokenOwner(id)), StandardCharsets.UTF_8);
  }

  /** Re-encrypts the next tokens with the keyset's primary key; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> resealTokens(Optional<UUID> after, int limit) {
    return TOKENS.step(
        pool, after, limit, (id, token) -> vault.reEncrypt(token, tokenOwner(new CustomerId(id))));
  }

  /** Re-encrypts the key of the token fingerprints; see {@link ColumnReEncryption}. */
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

  /** Relies on the database's unique index, since replicas write concurrently. */
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
