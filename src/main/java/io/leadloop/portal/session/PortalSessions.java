package io.leadloop.portal.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.leadloop.provider.ProviderId;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.session.SessionSecret;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The portal's sessions in the database; those that have ended are removed now and then. */
@Singleton
class PortalSessions {
  private static final Logger LOG = Logger.getLogger(PortalSessions.class);
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final int MOST_LISTED = 200;

  private static final String OPEN =
      """
      insert into portal_session
        (id, token_sha256, provider_id, customer_id, key_public_id, opened_by, address,
        ends_at)
      values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 ms')
      """;
  private static final String COLUMNS =
      "id, provider_id, customer_id, key_public_id, opened_by, address, created_at, last_used_at,"
          + " ends_at";
  private static final String LIVE =
      " from portal_session where ends_at > now() and last_used_at > now() - $1 * interval '1 ms'";
  private static final String FIND = "select " + COLUMNS + LIVE + " and token_sha256 = $2";
  private static final String LIST =
      "select "
          + COLUMNS
          + LIVE
          + " and provider_id = $2 order by ends_at desc limit "
          + MOST_LISTED;
  private static final String USE =
      """
      update portal_session set last_used_at = now()
      where id = $1 and last_used_at < now() - interval '1 minute'
      """;
  private static final String END =
      "delete from portal_session where token_sha256 = $1 returning " + COLUMNS;
  private static final String END_ALL = "delete from portal_session where provider_id = $1";
  private static final String FORGET =
      """
      delete from portal_session
      where ends_at < now() or last_used_at < now() - $1 * interval '1 ms'
      """;

  private final Pool pool;
  private final PortalConfig config;

  PortalSessions(Pool pool, PortalConfig config) {
    this.pool = pool;
    this.config = config;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget ended portal sessions", this::forget, INTERVAL);
  }

  /** Opens a session with a new secret. */
  Uni<SessionSecret> open(SqlClient tx, PortalAccess access, String address) {
    SessionSecret secret = SessionSecret.generate();
    Tuple values =
        Tuple.tuple()
            .addValue(IDS.generate())
            .addValue(hash(secret))
            .addValue(access.providerId())
            .addValue(access.customerId())
            .addValue(access.keyId())
            .addValue(access.by())
            .addValue(address)
            .addValue(config.longest().toMillis());
    return tx.preparedQuery(OPEN).execute(values).replaceWith(secret);
  }

  /** The session, unless it has ended by its own times. */
  Uni<Optional<Found>> find(SessionSecret secret) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(config.idle().toMillis(), hash(secret)))
        .map(PortalSessions::first);
  }

  /** Those of a provider that have not ended by their own times. */
  Uni<List<PortalSession>> list(ProviderId provider) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(config.idle().toMillis(), provider.value()))
        .map(rows -> Batch.list(rows, row -> Found.of(row).session()));
  }

  /** Records that it is in use. Fire and forget. */
  void use(UUID id) {
    pool.preparedQuery(USE)
        .execute(Tuple.of(id))
        .subscribe()
        .with(done -> {}, e -> LOG.debugf("session use not recorded cause=%s", e.toString()));
  }

  Uni<Optional<Found>> end(SqlClient tx, SessionSecret secret) {
    return tx.preparedQuery(END).execute(Tuple.of(hash(secret))).map(PortalSessions::first);
  }

  Uni<Void> endAll(SqlClient tx, ProviderId provider) {
    return tx.preparedQuery(END_ALL).execute(Tuple.of(provider.value())).replaceWithVoid();
  }

  private Uni<Duration> forget() {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(config.idle().toMillis()))
        .replaceWith(INTERVAL);
  }

  private static Optional<Found> first(RowSet<Row> rows) {
    return Batch.list(rows, Found::of).stream().findFirst();
  }

  private static Buffer hash(SessionSecret secret) {
    return Buffer.buffer(secret.sha256());
  }

  /** A session and what it depends on. */
  record Found(PortalSession session, PortalAccess access) {
    static Found of(Row row) {
      return new Found(
          new PortalSession(
              row.getUUID("id"),
              row.getString("opened_by"),
              row.getString("address"),
              time(row, "created_at"),
              time(row, "last_used_at"),
              time(row, "ends_at")),
          PortalAccess.of(row, "opened_by"));
    }

    private static Instant time(Row row, String column) {
      return row.getOffsetDateTime(column).toInstant();
    }
  }
}
