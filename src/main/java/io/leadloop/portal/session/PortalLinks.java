package io.leadloop.portal.session;

import io.leadloop.provider.Provider;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.session.SessionSecret;
import io.leadloop.store.Batch;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Links that open a session once, within a quarter of an hour. */
@Singleton
public class PortalLinks {
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private static final String ISSUE =
      """
      insert into portal_link
        (token_sha256, provider_id, customer_id, key_public_id, issued_by, expires_at)
      values ($1, $2, $3, $4, $5, now() + $6 * interval '1 ms')
      """;
  private static final String REDEEM =
      """
      delete from portal_link where token_sha256 = $1 and expires_at > now()
      returning provider_id, customer_id, key_public_id, issued_by
      """;
  private static final String FORGET = "delete from portal_link where expires_at <= now()";

  private final Pool pool;

  PortalLinks(Pool pool) {
    this.pool = pool;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget portal links", this::forget, INTERVAL);
  }

  /** A link that opens the provider's portal, while the key is live. */
  public Uni<SessionSecret> issue(Provider provider, ApiKey key) {
    return issue(pool, PortalAccess.byKey(provider, key.publicId()));
  }

  Uni<SessionSecret> issue(SqlClient tx, PortalAccess access) {
    SessionSecret secret = SessionSecret.generate();
    Tuple values =
        Tuple.tuple()
            .addValue(Buffer.buffer(secret.sha256()))
            .addValue(access.providerId())
            .addValue(access.customerId())
            .addValue(access.keyId())
            .addValue(access.by())
            .addValue(LIFE.toMillis());
    return tx.preparedQuery(ISSUE).execute(values).replaceWith(secret);
  }

  /** Uses the link up, if it is one: of two that try, one gets it. */
  Uni<Optional<PortalAccess>> redeem(SqlClient tx, SessionSecret secret) {
    return tx.preparedQuery(REDEEM)
        .execute(Tuple.of(Buffer.buffer(secret.sha256())))
        .map(
            rows ->
                Batch.list(rows, row -> PortalAccess.of(row, "issued_by")).stream().findFirst());
  }

  private Uni<Duration> forget() {
    return pool.query(FORGET).execute().replaceWith(INTERVAL);
  }
}
