package io.leadloop.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.store.Batch;
import io.leadloop.store.ColumnRewrite;
import io.leadloop.vault.SealBrokenException;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The passwords of the providers' accounts at Kafka, each sealed for its provider: an account that
 * Kafka lost is made again with the password that its provider knows.
 */
@ApplicationScoped
public class KafkaPasswords {
  private static final Logger LOG = Logger.getLogger(KafkaPasswords.class);
  private static final ColumnRewrite PASSWORDS =
      new ColumnRewrite("provider", "id", "kafka_password");
  private static final String ALL = "select id, slug, kafka_password from provider order by slug";
  private static final String EXCHANGE =
      """
      with known as (select id, kafka_password from provider where id = $1 for update)
      update provider p set kafka_password = $2 from known
      where p.id = known.id returning known.kafka_password
      """;
  private static final String PUT_BACK =
      """
      update provider set kafka_password = $3
      where id = $1 and kafka_password is not distinct from $2
      """;

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
   * Keeps another password, or none, for the time of a change at Kafka.
   *
   * @return what undoes it, where that change fails
   */
  public Uni<Exchange> exchange(ProviderId provider, Optional<String> password) {
    Buffer fresh = password.map(p -> Buffer.buffer(seal(provider, p))).orElse(null);
    return pool.preparedQuery(EXCHANGE)
        .execute(Tuple.of(provider.value(), fresh))
        .map(rows -> rows.iterator().next().get(Buffer.class, "kafka_password"))
        .map(known -> new Exchange(provider, fresh, known));
  }

  /** Keeps what was kept before, unless somebody else has kept another password since. */
  public Uni<Void> undo(Exchange exchange) {
    return pool.preparedQuery(PUT_BACK)
        .execute(Tuple.of(exchange.provider.value(), exchange.fresh, exchange.known))
        .replaceWithVoid();
  }

  /** Of every provider, by slug; may be called from any thread. */
  public Uni<List<KeptPassword>> all() {
    return pool.query(ALL).execute().map(rows -> Batch.list(rows, this::kept));
  }

  /** Seals the next passwords with the keyset's primary key; see {@link ColumnRewrite}. */
  public Uni<ColumnRewrite.Step> reseal(Optional<UUID> after, int limit) {
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

  /** One password in the place of another. */
  public static final class Exchange {
    private final ProviderId provider;
    private final Buffer fresh;
    private final Buffer known;

    private Exchange(ProviderId provider, Buffer fresh, Buffer known) {
      this.provider = provider;
      this.fresh = fresh;
      this.known = known;
    }
  }
}
