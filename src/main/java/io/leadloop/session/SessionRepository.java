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
import java.util.Arrays;
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

  private static final String OPEN =
      """
      insert into browser_session (id, token_sha256, holder, role, key_public_id, key_sha256, issuer,
        address, ends_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9 * interval '1 ms')
      """;
  private static final String COLUMNS =
      "id, holder, role, key_public_id, key_sha256, issuer, address, created_at, last_used_at,"
          + " ends_at";
  private static final String LIVE =
      " from browser_session where ends_at > now() and last_used_at > now() - $1 * interval '1 ms'";
  static final String FIND = "select " + COLUMNS + LIVE + " and token_sha256 = $2";

  /** Newest first: the ids are in the order of time. */
  static final String LIST = "select " + COLUMNS + LIVE + " and id < $2 order by id desc limit $3";

  static final String USE =
      """
      update browser_session set last_used_at = now()
      where id = $1 and last_used_at < now() - interval '1 minute'
      """;
  static final String END =
      "delete from browser_session where token_sha256 = $1 returning " + COLUMNS;
  static final String END_ONE = "delete from browser_session where id = $1 returning " + COLUMNS;
  private static final String END_ALL = "delete from browser_session";
  static final String FORGET =
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
  Uni<SessionSecret> open(SqlClient tx, NewSession session) {
    SessionSecret secret = SessionSecret.generate();
    return tx.preparedQuery(OPEN)
        .execute(
            Tuple.from(
                Arrays.asList(
                    IDS.generate(),
                    hash(secret),
                    session.holder().name(),
                    session.holder().role().wireName(),
                    session.keyId(),
                    session.keyHash(),
                    session.issuer(),
                    session.address(),
                    session.longest().toMillis())))
        .replaceWith(secret);
  }

  /** The session and what opened it, unless it has ended by its own times. */
  Uni<Optional<Found>> find(SessionSecret secret) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(config.idle().toMillis(), hash(secret)))
        .map(rows -> Batch.list(rows, Found::of).stream().findFirst());
  }

  /** Those opened before that one that have not ended by their own times, newest first. */
  Uni<List<Session>> list(UUID before, int limit) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(config.idle().toMillis(), before, limit))
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

  /** A session and what it depends on. */
  record Found(Session session, SessionOrigin origin) {
    static Found of(Row row) {
      return new Found(Session.of(row), SessionOrigin.of(row));
    }
  }
}
