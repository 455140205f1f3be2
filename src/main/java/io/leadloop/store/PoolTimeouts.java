package io.leadloop.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Creates the pools of connections to the database: the one for all work, and a small one for what
 * callers may ask at any time, see {@link ReadPool}. A connection on which no answer comes is given
 * up; an idle one is closed well before that, so that none is given up in the moment of its use.
 * Before a connection is given up, PostgreSQL has ended the statement on it: otherwise it would go
 * on without anybody who waits for it. Each connection keeps the statements that it has prepared,
 * however long they are.
 */
@Singleton
class PoolTimeouts implements PgPoolCreator {
  private static final int IDLE_PART = 2;

  /** PostgreSQL counts from a statement's start, the client from the last byte of any answer. */
  private static final double STATEMENT_PART = 0.8;

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
        address -> ReadPool.WAYS_NOT_TAKEN.forEach(way -> address.addProperty(way, "off")));
    return create(input.vertx(), options, addresses);
  }

  private Duration statementTimeout() {
    return Duration.ofMillis(Math.round(config.silence().toMillis() * STATEMENT_PART));
  }

  private List<SqlConnectOptions> connectOptions(Duration statement) {
    return input.pgConnectOptionsList().stream()
        .map(given -> connectOptions(new PgConnectOptions(given), statement))
        .toList();
  }

  private SqlConnectOptions connectOptions(PgConnectOptions options, Duration statement) {
    options.addProperty("statement_timeout", Long.toString(statement.toMillis()));
    // Otherwise none of 2048 characters or more is kept, and each claim is planned.
    options.setPreparedStatementCacheSqlFilter(sql -> true);
    options.setReadIdleTimeout(silenceMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  private Pool create(Vertx vertx, PoolOptions options, List<SqlConnectOptions> addresses) {
    return PgBuilder.pool()
        .with(
            options
                .setIdleTimeout(silenceMillis() / IDLE_PART)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
        .connectingTo(addresses)
        .using(vertx)
        .build();
  }

  private int silenceMillis() {
    return Math.toIntExact(config.silence().toMillis());
  }
}
