package io.leadloop.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgConnectionImpl;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens a pool's connections to the primary. The addresses are tried in turn, first the one that
 * led there last. A server that only reads is refused, whether it is a standby or was set to read
 * only, also if it is the only one: one address may lead to the other server at the next attempt.
 * So a failover is followed without a restart.
 */
final class PrimaryConnections {
  private static final Logger LOG = Logger.getLogger(PrimaryConnections.class);
  private static final String READS_ONLY = "show transaction_read_only";

  private final PgConnectionFactory factory;
  private final List<SqlConnectOptions> addresses;
  private final Duration openWithin;
  private volatile int last;

  /**
   * @param addresses of one or more servers that replicate one another
   * @param openWithin how long an address may take, from the connection to the answer
   */
  PrimaryConnections(Vertx vertx, List<SqlConnectOptions> addresses, Duration openWithin) {
    this.factory =
        (PgConnectionFactory) PgDriver.INSTANCE.createConnectionFactory(vertx, addresses.get(0));
    this.addresses = addresses;
    this.openWithin = openWithin;
  }

  /** A connection of that context; fails with the last address' failure. */
  Future<SqlConnection> connect(Context context) {
    return connect(context, last, addresses.size());
  }

  private Future<SqlConnection> connect(Context context, int index, int left) {
    return open(context, addresses.get(index))
        .onSuccess(opened -> ledToPrimary(index))
        .recover(
            failure ->
                left == 1
                    ? Future.failedFuture(failure)
                    : connect(context, (index + 1) % addresses.size(), left - 1));
  }

  private void ledToPrimary(int index) {
    if (last != index) {
      last = index;
      SqlConnectOptions address = addresses.get(index);
      LOG.infof("database primary found host=%s port=%d", address.getHost(), address.getPort());
    }
  }

  private Future<SqlConnection> open(Context context, SqlConnectOptions address) {
    Future<SqlConnection> opening =
        factory
            .connect(context, address)
            .compose(this::refuseReader)
            .map(opened -> replaceable(context, opened));
    return opening
        .timeout(openWithin.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> opening.onSuccess(SqlConnection::close));
  }

  private Future<SqlConnection> refuseReader(SqlConnection opened) {
    return opened
        .query(READS_ONLY)
        .execute()
        .compose(
            rows ->
                "on".equals(rows.iterator().next().getString(0))
                    ? Future.failedFuture(new IOException("the server only reads: a standby?"))
                    : Future.succeededFuture(opened))
        .onFailure(failure -> opened.close());
  }

  private SqlConnection replaceable(Context context, SqlConnection opened) {
    Connection connection = ((SqlConnectionInternal) opened).unwrap();
    return new PgConnectionImpl(
        factory, (ContextInternal) context, new WritableConnection(connection, System::nanoTime));
  }
}
