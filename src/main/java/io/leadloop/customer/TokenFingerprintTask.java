package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.store.Batch;
import io.leadloop.store.StoreFailure;
import io.leadloop.vault.SealBrokenException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Computes missing or outdated fingerprints at each start: of customers older than fingerprints, of
 * customers written by an older replica during an upgrade, and of those at the default base URL
 * after it changed. A token shared by two customers is only logged, since an administrator must
 * decide which one keeps it. An unreadable token is logged and skipped.
 */
@ApplicationScoped
class TokenFingerprintTask {
  private static final Logger LOG = Logger.getLogger(TokenFingerprintTask.class);
  private static final int CUSTOMERS_AT_ONCE = 500;
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration AGAIN_EVERY = Duration.ofMinutes(1);
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String NEXT =
      """
      select id, slug, oplead_base_url, form_name, form_url, oplead_token, token_fingerprint
      from customer
      where id > $1 and oplead_token is not null order by id limit $2
      """;

  /** Skips a token that was replaced since it was read. */
  private static final String WRITE =
      "update customer set token_fingerprint = $2 where id = $1 and oplead_token = $3";

  private final Pool pool;
  private final Customers customers;
  private final TokenFingerprints fingerprints;
  private final OpleadAddresses addresses;

  TokenFingerprintTask(
      Pool pool, Customers customers, TokenFingerprints fingerprints, OpleadAddresses addresses) {
    this.pool = pool;
    this.customers = customers;
    this.fingerprints = fingerprints;
    this.addresses = addresses;
  }

  void start(@Observes StartupEvent started) {
    Uni.createFrom()
        .deferred(this::fill)
        .onFailure(StoreFailure::passes)
        .retry()
        .withBackOff(AGAIN_AFTER, AGAIN_EVERY)
        .indefinitely()
        .subscribe()
        .with(done -> {}, e -> LOG.error("token fingerprints not computed", e));
  }

  /** Completes when all customers have fingerprints, except those that share a token. */
  Uni<Void> fill() {
    return fill(BEFORE_ALL);
  }

  private Uni<Void> fill(UUID after) {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(after, CUSTOMERS_AT_ONCE))
        .map(rows -> Batch.list(rows, row -> row))
        .chain(
            rows ->
                Multi.createFrom()
                    .iterable(rows)
                    .onItem()
                    .transformToUniAndConcatenate(this::refresh)
                    .collect()
                    .asList()
                    .replaceWith(rows))
        .chain(
            rows ->
                rows.size() < CUSTOMERS_AT_ONCE
                    ? Uni.createFrom().voidItem()
                    : fill(rows.get(rows.size() - 1).getUUID("id")));
  }

  private Uni<Void> refresh(Row row) {
    CustomerId id = new CustomerId(row.getUUID("id"));
    Buffer sealed = row.get(Buffer.class, "oplead_token");
    try {
      return refresh(row, id, sealed, customers.openToken(id, sealed.getBytes()));
    } catch (SealBrokenException e) {
      LOG.warnf(
          "token cannot be opened with the keyset, so no fingerprint is computed customer=%s",
          row.getString("slug"));
      return Uni.createFrom().voidItem();
    }
  }

  private Uni<Void> refresh(Row row, CustomerId id, Buffer sealed, String token) {
    Optional<URI> baseUrl = Optional.ofNullable(row.getString("oplead_base_url")).map(URI::create);
    Optional<FormImport> form =
        OpleadAccounts.form(row.getString("form_name"), row.getString("form_url"));
    AccountWire wire = form.map(AccountWire::form).orElse(AccountWire.AS_CONFIGURED);
    return fingerprints
        .of(addresses.of(baseUrl, wire), token)
        .chain(
            fresh ->
                isKnown(row, fresh)
                    ? Uni.createFrom().voidItem()
                    : pool.preparedQuery(WRITE)
                        .execute(Tuple.of(id.value(), Buffer.buffer(fresh), sealed))
                        .replaceWithVoid())
        .onFailure(TokenFingerprintTask::isTaken)
        .recoverWithUni(shared -> report(row.getString("slug")));
  }

  private static boolean isKnown(Row row, byte[] fresh) {
    Buffer known = row.get(Buffer.class, "token_fingerprint");
    return known != null && Arrays.equals(known.getBytes(), fresh);
  }

  private static boolean isTaken(Throwable e) {
    return e instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
  }

  private static Uni<Void> report(String slug) {
    LOG.warnf("token shared with another customer, so each has the whole quota customer=%s", slug);
    return Uni.createFrom().voidItem();
  }
}
