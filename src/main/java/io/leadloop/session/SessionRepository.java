package io.leadloop.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sessions in the database; those that have ended are removed now and then. */
@Singleton
class SessionRepository {
  private static final Logger LOG = Logger.getLogger(SessionRepository.class);
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final int MOST_LISTED = 200;

  private static final String OPEN =
      """
      insert into browser_session (id, token_sha256, key_public_id, key_sha256, address, ends_at)
      values ($1, $2, $3, $4, $5, now() + $6 * interval '1 ms')
      """;
  private static final String LIVE =
      " from browser_session where ends_at > now() and last_used_at > now() - $1 * interval '1 ms'";
  private static final String FIND = "select *" + LIVE + " and token_sha256 = $2";
  private static final String LIST = "select *" + LIVE + " order by ends_at desc limit $2";
  private static final String USE =
      """
      update browser_session set last_used_at = now()
      where id = $1 and last_used_at < now() - interval '1 minute'
      """;
  private static final String END =
      "delete from browser_session where token_sha256 = $1 returning *";
  private static final String END_ONE = "delete from browser_session where id = $1 returning *";
  private static final String END_ALL = "delete from browser_session";
  private static final String FORGET =
      """
      delete from browser_session
      where ends_at < now() or last_used_at < now() - $1 * interval '1 ms'
      """;

  private final Pool pool;
  private final ConsoleConfig config;

  SessionRepository(Pool pool, ConsoleConfig config) {
    this.pool = pool;
    this.config = config;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget ended sessions", this::forget, INTERVAL);
  }

  /** Opens a session with a new secret. */
  Uni<SessionSecret> open(SqlClient tx, KeyReference key, String address) {
    SessionSecret secret = SessionSecret.generate();
    return tx.preparedQuery(OPEN)
        .execute(
            Tuple.from(
                List.of(
                    IDS.generate(),
                    hash(secret),
                    key.publicId(),
                    key.hash(),
                    address,
                    config.longest().toMillis())))
        .replaceWith(secret);
  }

  /** The session with its key, unless it has ended by its own times. */
  Uni<Optional<Found>> find(SessionSecret secret) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(config.idle().toMillis(), hash(secret)))
        .map(rows -> Batch.list(rows, Found::of).stream().findFirst());
  }

  /** Those that have not ended by their own times. */
  Uni<List<Session>> list() {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(config.idle().toMillis(), MOST_LISTED))
        .map(rows -> Batch.list(rows, Session::of));
  }

  /** Records that it is in use. Fire and forget. */
  void use(UUID id) {
    pool.preparedQuery(USE)
        .execute(Tuple.of(id))
        .subscribe()
        .with(done -> {}, e -> LOG.debugf("session use not recorded cause=%s", e.toString()));
  }

  Uni<Optional<Found>> end(SqlClient tx, SessionSecret secret) {
    return tx.preparedQuery(END).execute(Tuple.of(hash(secret))).map(rows -> first(rows));
  }

  Uni<Optional<Found>> end(SqlClient tx, UUID id) {
    return tx.preparedQuery(END_ONE).execute(Tuple.of(id)).map(rows -> first(rows));
  }

  Uni<Void> endAll(SqlClient tx) {
    return tx.query(END_ALL).execute().replaceWithVoid();
  }

  private Uni<Duration> forget() {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(config.idle().toMillis()))
        .replaceWith(INTERVAL);
  }

  private static Optional<Found> first(Iterable<Row> rows) {
    for (Row row : rows) {
      return Optional.of(Found.of(row));
    }
    return Optional.empty();
  }

  private static Buffer hash(SessionSecret secret) {
    return Buffer.buffer(secret.sha256());
  }

  /** A session and the key that it depends on. */
  record Found(Session session, KeyReference key) {
    static Found of(Row row) {
      return new Found(Session.of(row), KeyReference.of(row));
    }
  }
}
