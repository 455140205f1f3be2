package io.leadloop.session;

import io.leadloop.schedule.PeriodicTask;
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

/**
 * Links that open a session once, within a quarter of an hour. The secret is in the address's
 * fragment, which a browser sends to no server; a button on the sign-in page posts it.
 */
@Singleton
public class SignInLinks {
  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private static final String ISSUE =
      """
      insert into sign_in_link (token_sha256, key_public_id, key_sha256, expires_at)
      values ($1, $2, $3, now() + $4 * interval '1 ms')
      """;
  private static final String REDEEM =
      """
      delete from sign_in_link where token_sha256 = $1 and expires_at > now()
      returning key_public_id, key_sha256
      """;
  private static final String FORGET = "delete from sign_in_link where expires_at <= now()";

  private final Pool pool;

  SignInLinks(Pool pool) {
    this.pool = pool;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget sign-in links", this::forget, INTERVAL);
  }

  /** A link that signs in as the holder of the key, while it is live. */
  public Uni<SessionSecret> issue(ApiKey key) {
    SessionSecret secret = SessionSecret.generate();
    KeyReference reference = KeyReference.of(key);
    return pool.preparedQuery(ISSUE)
        .execute(
            Tuple.of(
                Buffer.buffer(secret.sha256()),
                reference.publicId(),
                reference.hash(),
                LIFE.toMillis()))
        .replaceWith(secret);
  }

  /** Uses the link up, if it is one: of two that try, one gets it. */
  Uni<Optional<KeyReference>> redeem(SqlClient tx, SessionSecret secret) {
    return tx.preparedQuery(REDEEM)
        .execute(Tuple.of(Buffer.buffer(secret.sha256())))
        .map(rows -> Batch.list(rows, KeyReference::of).stream().findFirst());
  }

  private Uni<Duration> forget() {
    return pool.query(FORGET).execute().replaceWith(INTERVAL);
  }
}
