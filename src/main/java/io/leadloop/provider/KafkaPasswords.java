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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The passwords of the providers' Kafka accounts, each sealed for its provider, so that an account
 * that Kafka lost can be recreated with the same password.
 */
@ApplicationScoped
public class KafkaPasswords {
  private static final Logger LOG = Logger.getLogger(KafkaPasswords.class);
  private static final ColumnReEncryption PASSWORDS =
      new ColumnReEncryption("provider", "id", "kafka_password");
  private static final String ALL = "select id, slug, kafka_password from provider order by slug";
  private static final String SOME =
      "select id, slug, kafka_password from provider where id = any($1)";
  private static final String EXCHANGE =
      """
      with known as (select id, kafka_password from provider where id = $1 for update)
      update provider p set kafka_password = $2 from known
      where p.id = known.id returning known.kafka_password
      """;
  private static final String LOCK = "select pg_try_advisory_lock(hashtextextended($1, 0)) locked";
  private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended($1, 0))";
  private static final Duration RETRY_AFTER = Duration.ofMillis(50);
  private static final Duration RETRY_AT_MOST_AFTER = Duration.ofMillis(500);
  private static final Duration RETRY_FOR = Duration.ofSeconds(20);
  private static final Duration CALLER_RETRY_AFTER = Duration.ofSeconds(5);

  private final Vault vault;
  private final Pool pool;
  private final Clock clock;

  /** Changes of this replica that failed although Kafka may have made them, and when. */
  private final Map<UUID, Instant> doubts = new ConcurrentHashMap<>();

  KafkaPasswords(Vault vault, Pool pool, Clock clock) {
    this.vault = vault;
    this.pool = pool;
    this.clock = clock;
  }

  /** Seals a password for the provider's row. */
  byte[] seal(ProviderId provider, String password) {
    return vault.seal(password.getBytes(UTF_8), owner(provider.value()));
  }

  /**
   * Stores a new password, or none, and then changes it at Kafka; if Kafka fails, the previous
   * password is restored. Where Kafka did not refuse, but did not answer, the account is {@link
   * #doubtful}. Changes of one provider are serialized across replicas, so that Kafka and the
   * database end with the same password.
   *
   * <p>No transaction is open during the change, but one connection is: it holds an advisory lock,
   * which PostgreSQL releases when this replica dies. A change that has begun completes even if the
   * caller disconnects; otherwise the lock would stay with the connection and the two passwords
   * could differ.
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
        .withBackOff(RETRY_AFTER, RETRY_AT_MOST_AFTER)
        .expireIn(RETRY_FOR.toMillis())
        .onFailure(KafkaPasswords::isChanging)
        .transform(e -> busy())
        .memoize()
        .indefinitely();
  }

  private <T> Uni<T> exchange(
      SqlConnection connection, ProviderId provider, Buffer fresh, Supplier<Uni<T>> change) {
    return store(connection, provider, fresh)
        .chain(
            previous ->
                change.get().onFailure().call(e -> restore(connection, provider, previous, e)));
  }

  /** The account is in doubt if the password that is stored then is the one that its user has. */
  private Uni<Void> restore(
      SqlConnection connection, ProviderId provider, Optional<Buffer> previous, Throwable failure) {
    return store(connection, provider, previous.orElse(null))
        .invoke(
            () -> {
              if (!isRefusal(failure)) {
                doubts.put(provider.value(), clock.instant());
              }
            })
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.KAFKA_REFUSED;
  }

  /** Returns the password that was stored before. */
  private static Uni<Optional<Buffer>> store(
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

  /** When retries expire, the last failure is the cause. */
  private static boolean isChanging(Throwable failure) {
    return failure instanceof ChangingException || failure.getCause() instanceof ChangingException;
  }

  private static ProblemException busy() {
    return ProblemException.passing(
        ErrorCode.KAFKA_UNAVAILABLE,
        "Another change of this provider's Kafka account is in progress.",
        CALLER_RETRY_AFTER);
  }

  /** The passwords of all providers, by slug. Thread-safe. */
  public Uni<List<KeptPassword>> all() {
    return pool.query(ALL).execute().map(rows -> Batch.list(rows, this::read));
  }

  /**
   * The stored passwords of the accounts that may have another at Kafka: their last change failed
   * there without a refusal, so Kafka may have made it, or may do so late. Known to the replica
   * that tried, for as long as it runs.
   */
  public Uni<List<KeptPassword>> doubtful() {
    return doubts.isEmpty()
        ? Uni.createFrom().item(List.of())
        : pool.preparedQuery(SOME)
            .execute(Tuple.of(doubts.keySet().toArray(UUID[]::new)))
            .map(rows -> Batch.list(rows, this::read));
  }

  /** Ends the doubts that arose before then: the stored passwords were set at Kafka again. */
  public void settled(Instant before) {
    doubts.values().removeIf(arose -> arose.isBefore(before));
  }

  /**
   * Re-encrypts the next passwords with the keyset's primary key; see {@link ColumnReEncryption}.
   */
  public Uni<ColumnReEncryption.Step> reEncrypt(Optional<UUID> after, int limit) {
    return PASSWORDS.step(
        pool, after, limit, (id, password) -> vault.reEncrypt(password, owner(id)));
  }

  private KeptPassword read(Row row) {
    UUID id = row.getUUID("id");
    return new KeptPassword(
        row.getString("slug"),
        Optional.ofNullable(row.get(Buffer.class, "kafka_password"))
            .flatMap(value -> open(id, value.getBytes())));
  }

  /** Empty if the key is missing from the keyset; other passwords stay usable. */
  private Optional<String> open(UUID provider, byte[] value) {
    try {
      return Optional.of(new String(vault.open(value, owner(provider)), UTF_8));
    } catch (SealBrokenException e) {
      LOG.warnf("cannot decrypt a Kafka password cause=%s", e.getMessage());
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
