package io.leadloop.customer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
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
  private final OpleadAddresses addresses;

  Customers(
      CustomerRepository customers,
      TokenFingerprints fingerprints,
      Vault vault,
      Pool pool,
      OpleadAddresses addresses) {
    this.customers = customers;
    this.fingerprints = fingerprints;
    this.vault = vault;
    this.pool = pool;
    this.addresses = addresses;
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
        .locked(id.value())
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
        .locked(id.value())
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
        .locked(id.value())
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
        .locked(id.value())
        .call(customer -> move(customer, change))
        .invoke(
            customer -> {
              Optional.ofNullable(change.name()).ifPresent(customer::rename);
              Optional.ofNullable(change.requestsPerMinute()).ifPresent(customer::allow);
              Optional.ofNullable(change.shelfLife()).ifPresent(customer::keepFor);
            })
        .chain(() -> tokenOnce(customers.flush()));
  }

  private Uni<Void> move(Customer customer, CustomerChange change) {
    Optional<URI> baseUrl = Optional.ofNullable(change.baseUrl()).or(customer::opleadBaseUrl);
    AccountWire wire = wire(customer, change.wire());
    if (wire.form().isPresent() && change.baseUrl() != null) {
      throw invalid("/base_url", "is of the wire rest");
    }
    requireTokenToMove(customer, change, addresses.of(baseUrl, wire), wire);
    if (change.token() != null) {
      return connect(customer, new OpleadAccess(baseUrl, change.token(), wire));
    } else if (change.baseUrl() != null || !wire.equals(customer.wire())) {
      customer.moveTo(baseUrl.orElse(null), wire);
    }
    return Uni.createFrom().voidItem();
  }

  private static AccountWire wire(Customer customer, WireChange change) {
    AccountWire now = customer.wire();
    boolean byForm = change.byForm() == null ? customer.isByForm() : change.byForm();
    if (!byForm) {
      return customer.isByForm() ? AccountWire.AS_CONFIGURED : now;
    }
    String name =
        Optional.ofNullable(change.formName())
            .or(() -> now.form().map(FormImport::name))
            .orElseThrow(() -> invalid("/form/name", "is required"));
    Optional<URI> url =
        Optional.ofNullable(change.formUrl()).or(() -> now.form().flatMap(FormImport::url));
    return AccountWire.form(new FormImport(name, url));
  }

  /**
   * The stored token must stay unreadable; changing only the host would send it to the new host.
   * And a token of one wire is none of the other.
   */
  private void requireTokenToMove(
      Customer customer, CustomerChange change, URI address, AccountWire wire) {
    boolean isByForm = wire.form().isPresent();
    if (change.token() == null
        && (isByForm != customer.isByForm()
            || !Origin.of(address).equals(Origin.of(address(customer))))) {
      throw invalid(
          isByForm ? "/form/token" : "/token",
          "must be given again when the interface (wire) changes, or when the address names another"
              + " scheme, host or port");
    }
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_BODY, List.of(new FieldError(pointer, detail)));
  }

  /** Replaces the token, from the next call on. Fails with {@code token-in-use}. */
  @WithTransaction
  public Uni<Void> rotateToken(CustomerId id, String token) {
    return change(id, new CustomerChange(null, null, token, WireChange.NONE, null, null));
  }

  /**
   * Stores the result of a token check, unless base URL or token changed since.
   *
   * @param asked the customer at the time of the check
   */
  @WithTransaction
  public Uni<Void> keepVerification(Customer asked, Instant at, String said) {
    return customers
        .locked(asked.id().value())
        .invoke(
            now -> {
              if (now.isConnectedAs(asked)) {
                now.verified(at, said);
              }
            })
        .call(customers::flush)
        .replaceWithVoid();
  }

  /** The customer as it is now; other changes of it wait until the transaction ends. */
  @WithTransaction
  public Uni<Customer> lock(CustomerId id) {
    return customers.locked(id.value());
  }

  /** Wipes the customer's token and closes its lane, until it gets a new token. */
  @WithTransaction
  public Uni<Void> archive(CustomerId id, Instant at) {
    return customers
        .locked(id.value())
        .invoke(customer -> customer.archive(at))
        .call(customers::flush)
        .replaceWithVoid();
  }

  /** Lists customers by slug, after the given one. */
  @WithSession
  public Uni<List<Customer>> list(String after, int limit) {
    return customers.after(after, limit);
  }

  /** The same of those that are archived, or of the others. */
  @WithSession
  public Uni<List<Customer>> list(String after, int limit, boolean isArchived) {
    return customers.after(after, limit, isArchived);
  }

  @WithSession
  public Uni<Optional<Customer>> find(String slug) {
    return customers.findBySlug(slug).map(Optional::ofNullable);
  }

  @WithSession
  public Uni<Optional<Customer>> find(CustomerId id) {
    return customers.findById(id.value()).map(Optional::ofNullable);
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
        .of(addresses.of(oplead.baseUrl(), oplead.wire()), oplead.token())
        .invoke(
            fingerprint -> {
              customer.callAt(oplead.baseUrl().orElse(null), oplead.wire());
              customer.callWith(
                  vault.seal(token, tokenOwner(customer.id())), oplead.hint(), fingerprint);
            })
        .replaceWithVoid();
  }

  private URI address(Customer customer) {
    return addresses.of(customer.opleadBaseUrl(), customer.wire());
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
