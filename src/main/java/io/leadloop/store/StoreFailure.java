package io.leadloop.store;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** Distinguishes an unavailable database from a faulty statement. */
public final class StoreFailure {
  /** A standby, or a primary that was set to read only. */
  private static final String READ_ONLY = "25006";

  private StoreFailure() {}

  /** Whether the server refused to write, and will do so on every connection. */
  static boolean isReadOnly(Throwable failure) {
    return failure instanceof PgException pg && READ_ONLY.equals(pg.getSqlState());
  }

  /**
   * Whether the same statement may succeed later: the connection was refused or lost, or PostgreSQL
   * reports a connection exception (SQLSTATE class 08), a lack of resources (53), a rolled-back
   * transaction (40), an operator's intervention (57), a system error (58) or a server that only
   * reads (25006).
   */
  public static boolean passes(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof PgException pg) {
        return passes(pg.getSqlState());
      }
      if (e instanceof SQLException ofHibernate) {
        return passes(ofHibernate.getSQLState());
      }
      if (e instanceof IOException || e instanceof TimeoutException || isPoolFailure(e)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(String sqlState) {
    return sqlState != null && sqlState.matches("(08|40|53|57|58).*|" + READ_ONLY);
  }

  /** The client reports a full or closed pool with its own exception type, without SQLSTATE. */
  private static boolean isPoolFailure(Throwable e) {
    return e instanceof io.vertx.core.impl.NoStackTraceThrowable
        || e instanceof io.vertx.sqlclient.ClosedConnectionException;
  }
}
