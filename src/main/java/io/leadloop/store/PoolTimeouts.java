package io.leadloop.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connection pools to the primary (see {@link PrimaryConnections}) with read and idle time-outs:
 * the main pool, and a small one for reads, see {@link ReadPool}. A connection without an answer is
 * closed; idle ones are closed well before that, so that none times out in use. PostgreSQL's
 * statement time-out is shorter, so that no abandoned statement keeps running. Prepared statements
 * of any length are cached. The authorities of PostgreSQL's certificate follow their files, and
 * {@code verify-full} verifies the host name.
 */
@Singleton
class PoolTimeouts implements PgPoolCreator {
  private static final int IDLE_FRACTION = 2;

  /** PostgreSQL measures from the statement's start, the client from the last byte received. */
  private static final double STATEMENT_FRACTION = 0.8;

  private final StoreConfig config;
  private volatile Input input;

  PoolTimeouts(StoreConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    this.input = input;
    return create(input.vertx(), input.poolOptions(), connectOptions(statementTimeout()));
  }

  /** The pool for reads, with the same address and login; after {@link #create}. */
  Pool createForReads() {
    PoolOptions options =
        new PoolOptions(input.poolOptions()).setMaxSize(config.readConnections()).setName("reads");
    Duration longest = statementTimeout();
    Duration timeout = config.readTimeout();
    List<SqlConnectOptions> addresses =
        connectOptions(timeout.compareTo(longest) < 0 ? timeout : longest);
    addresses.forEach(
        address -> ReadPool.DISABLED_PLANS.forEach(way -> address.addProperty(way, "off")));
    return create(input.vertx(), options, addresses);
  }

  private Duration statementTimeout() {
    return Duration.ofMillis(Math.round(config.silence().toMillis() * STATEMENT_FRACTION));
  }

  private List<SqlConnectOptions> connectOptions(Duration statement) {
    return input.pgConnectOptionsList().stream()
        .map(given -> connectOptions(new PgConnectOptions(given), statement))
        .toList();
  }

  private SqlConnectOptions connectOptions(PgConnectOptions options, Duration statement) {
    options.addProperty("statement_timeout", Long.toString(statement.toMillis()));
    // By default statements of 2048 characters or more are not cached, and each claim would be
    // planned.
    options.setPreparedStatementCacheSqlFilter(sql -> true);
    if (options.getSslMode() == SslMode.VERIFY_FULL) {
      options.setHostnameVerificationAlgorithm("HTTPS");
    }
    ReloadedTrust.follow(options);
    options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
    options.setReadIdleTimeout(silenceMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /** The builder's own ways to choose an address would take a standby for the primary. */
  @SuppressWarnings("deprecation")
  private Pool create(Vertx vertx, PoolOptions options, List<SqlConnectOptions> addresses) {
    PrimaryConnections connections =
        new PrimaryConnections(vertx, addresses, config.connectTimeout());
    return PgBuilder.pool()
        .with(
            options
                .setIdleTimeout(silenceMillis() / IDLE_FRACTION)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
        .connectingTo(addresses)
        .using(vertx)
        .build()
        .connectionProvider(connections::connect);
  }

  private int silenceMillis() {
    return Math.toIntExact(config.silence().toMillis());
  }
}
