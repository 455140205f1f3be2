package io.leadloop.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Batch;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.vault.SealBrokenException;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The passwords of the providers' accounts at Kafka, each sealed for its provider: an account that
 * Kafka lost is made again with the password that its provider knows.
 */
@ApplicationScoped
public class KafkaPasswords {
  private static final Logger LOG = Logger.getLogger(KafkaPasswords.class);
  private static final ColumnReEncryption PASSWORDS =
      new ColumnReEncryption("provider", "id", "kafka_password");
  private static final String ALL = "select id, slug, kafka_password from provider order by slug";
  private static final String EXCHANGE =
      """
      with known as (select id, kafka_password from provider where id = $1 for update)
      update provider p set kafka_password = $2 from known
      where p.id = known.id returning known.kafka_password
      """;
  private static final String LOCK = "select pg_try_advisory_lock(hashtextextended($1, 0)) locked";
  private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended($1, 0))";
  private static final Duration AGAIN_AFTER = Duration.ofMillis(50);
  private static final Duration AGAIN_AT_MOST_AFTER = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private final Vault vault;
  private final Pool pool;

  KafkaPasswords(Vault vault, Pool pool) {
    this.vault = vault;
    this.pool = pool;
  }

  /** As the provider's row keeps it. */
  byte[] seal(ProviderId provider, String password) {
    return vault.seal(password.getBytes(UTF_8), owner(provider.value()));
  }

  /**
   * Keeps another password, or none, and then changes it at Kafka; where that fails, the password
   * that was kept before is kept again. Changes of one provider follow each other, on all replicas:
   * otherwise the one that Kafka takes last may be another than the one that is kept.
   *
   * <p>No transaction is open during the change. One connection is, since the lock is its own: it
   * is free again as soon as this replica is gone. A change that has begun goes on without its
   * caller, or the lock would stay with the connection, and one password be kept and another used.
   */
  public <T> Uni<T> replace(
      ProviderId provider, Optional<String> password, Supplier<Uni<T>> changeAtKafka) {
    Buffer fresh = password.map(p -> Buffer.buffer(seal(provider, p))).orElse(null);
    return pool.withConnection(
            connection ->
                lock(connection, provider)
                    .chain(
                        () ->
                            exchange(connection, provider, fresh, changeAtKafka)
                                .eventually(() -> unlock(connection, provider))))
        .onFailure(ChangingException.class)
        .retry()
        .withBackOff(AGAIN_AFTER, AGAIN_AT_MOST_AFTER)
        .expireIn(PATIENCE.toMillis())
        .onFailure(KafkaPasswords::isChanging)
        .transform(e -> busy())
        .memoize()
        .indefinitely();
  }

  private <T> Uni<T> exchange(
      SqlConnection connection, ProviderId provider, Buffer fresh, Supplier<Uni<T>> change) {
    return keep(connection, provider, fresh)
        .chain(
            known ->
                change
                    .get()
                    .onFailure()
                    .call(
                        () ->
                            keep(connection, provider, known.orElse(null))
                                .onFailure()
                                .recoverWithNull()));
  }

  /** Returns what was kept before. */
  private static Uni<Optional<Buffer>> keep(
      SqlConnection connection, ProviderId provider, Buffer password) {
    return connection
        .preparedQuery(EXCHANGE)
        .execute(Tuple.of(provider.value(), password))
        .map(rows -> rows.iterator().next().get(Buffer.class, "kafka_password"))
        .map(Optional::ofNullable);
  }

  private static Uni<Void> lock(SqlConnection connection, ProviderId provider) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(owner(provider.value())))
        .invoke(
            rows -> {
              if (!rows.iterator().next().getBoolean("locked")) {
                throw new ChangingException();
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> unlock(SqlConnection connection, ProviderId provider) {
    return connection
        .preparedQuery(UNLOCK)
        .execute(Tuple.of(owner(provider.value())))
        .replaceWithVoid();
  }

  /** The last of the retries is the cause of their end. */
  private static boolean isChanging(Throwable failure) {
    return failure instanceof ChangingException || failure.getCause() instanceof ChangingException;
  }

  private static ProblemException busy() {
    return ProblemException.passing(
        ErrorCode.KAFKA_UNAVAILABLE,
        "Another change of this provider's Kafka account is in progress.",
        COME_BACK_AFTER);
  }

  /** Of every provider, by slug; may be called from any thread. */
  public Uni<List<KeptPassword>> all() {
    return pool.query(ALL).execute().map(rows -> Batch.list(rows, this::kept));
  }

  /** Seals the next passwords with the keyset's primary key; see {@link ColumnReEncryption}. */
  public Uni<ColumnReEncryption.Step> reseal(Optional<UUID> after, int limit) {
    return PASSWORDS.step(pool, after, limit, (id, password) -> vault.reseal(password, owner(id)));
  }

  private KeptPassword kept(Row row) {
    UUID id = row.getUUID("id");
    return new KeptPassword(
        row.getString("slug"),
        Optional.ofNullable(row.get(Buffer.class, "kafka_password"))
            .flatMap(value -> open(id, value.getBytes())));
  }

  /** Empty where a key is missing in the keyset: the passwords of others are still good. */
  private Optional<String> open(UUID provider, byte[] value) {
    try {
      return Optional.of(new String(vault.open(value, owner(provider)), UTF_8));
    } catch (SealBrokenException e) {
      LOG.warnf("a password at Kafka cannot be opened cause=%s", e.getMessage());
      return Optional.empty();
    }
  }

  private static String owner(UUID provider) {
    return "kafka-password:" + provider;
  }

  /** Another change of the provider's password is in progress. */
  private static final class ChangingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
