package io.leadloop.session;

import io.leadloop.schedule.PeriodicTask;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Sign-ins with the issuer that opened a session, so that the same answer of the issuer opens no
 * second one, whatever the issuer thinks of its code. After an hour no code is valid any more.
 */
@Singleton
class CompletedSignIns {
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final String ADD =
      "insert into completed_sign_in (secret_sha256) values ($1) on conflict do nothing";
  static final String FORGET =
      "delete from completed_sign_in where completed_at < now() - interval '1 hour'";

  private final Pool pool;

  CompletedSignIns(Pool pool) {
    this.pool = pool;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("forget completed sign-ins", this::forget, INTERVAL);
  }

  /** False if it was completed before. */
  Uni<Boolean> add(SqlClient tx, SessionSecret browser) {
    return tx.preparedQuery(ADD)
        .execute(Tuple.of(Buffer.buffer(browser.sha256())))
        .map(rows -> rows.rowCount() > 0);
  }

  private Uni<Duration> forget() {
    return pool.query(FORGET).execute().replaceWith(INTERVAL);
  }
}
