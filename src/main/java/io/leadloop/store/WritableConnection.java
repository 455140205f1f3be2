package io.leadloop.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * A connection that is closed when its server refuses to write, so that the pool opens another. A
 * primary that was set to read only before another took its place keeps its connections.
 */
final class WritableConnection implements Connection {
  private static final Logger LOG = Logger.getLogger(WritableConnection.class);

  /** While no server writes, connections are not replaced faster. */
  private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(1);

  private final Connection connection;
  private final LongSupplier nanoTime;
  private final long opened;

  WritableConnection(Connection connection, LongSupplier nanoTime) {
    this.connection = connection;
    this.nanoTime = nanoTime;
    this.opened = nanoTime.getAsLong();
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return connection.<R>schedule(context, command).onFailure(this::closeIfReadOnly);
  }

  private void closeIfReadOnly(Throwable failure) {
    boolean isNew = nanoTime.getAsLong() - opened < KEPT_AT_LEAST.toNanos();
    if (StoreFailure.isReadOnly(failure) && !isNew && connection.isValid()) {
      LOG.warnf("database refuses to write, connection closed server=%s", connection.server());
      connection.close(null, Promise.promise());
    }
  }

  @Override
  public boolean isIndeterminatePreparedStatementError(Throwable error) {
    return connection.isIndeterminatePreparedStatementError(error);
  }

  @Override
  public int pipeliningLimit() {
    return connection.pipeliningLimit();
  }

  @Override
  public TracingPolicy tracingPolicy() {
    return connection.tracingPolicy();
  }

  @Override
  public SocketAddress server() {
    return connection.server();
  }

  @Override
  public String system() {
    return connection.system();
  }

  @Override
  public String database() {
    return connection.database();
  }

  @Override
  public String user() {
    return connection.user();
  }

  @Override
  public ClientMetrics metrics() {
    return connection.metrics();
  }

  @Override
  public void init(Holder holder) {
    connection.init(holder);
  }

  @Override
  public boolean isSsl() {
    return connection.isSsl();
  }

  @Override
  public boolean isValid() {
    return connection.isValid();
  }

  @Override
  public DatabaseMetadata getDatabaseMetaData() {
    return connection.getDatabaseMetaData();
  }

  @Override
  public void close(Holder holder, Promise<Void> promise) {
    connection.close(holder, promise);
  }

  @Override
  public int getProcessId() {
    return connection.getProcessId();
  }

  @Override
  public int getSecretKey() {
    return connection.getSecretKey();
  }

  @Override
  public Connection unwrap() {
    return connection;
  }
}
