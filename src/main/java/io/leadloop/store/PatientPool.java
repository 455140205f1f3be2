package io.leadloop.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool of connections to the database, which gives one up on which an answer does not come. One
 * that rests is closed well before that, so that none is given up in the moment of its use. Each
 * keeps the statements that it has prepared, however long they are.
 */
@Singleton
class PatientPool implements PgPoolCreator {
  private static final int RESTING_PART = 2;

  private final StoreConfig config;

  PatientPool(StoreConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    int silenceMillis = Math.toIntExact(config.silence().toMillis());
    input
        .pgConnectOptionsList()
        .forEach(
            options ->
                options
                    // Else none of 2048 characters or more is kept, and each claim is planned.
                    .setPreparedStatementCacheSqlFilter(sql -> true)
                    .setReadIdleTimeout(silenceMillis)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    return PgBuilder.pool()
        .with(
            input
                .poolOptions()
                .setIdleTimeout(silenceMillis / RESTING_PART)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }
}
