package io.leadloop.store;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Recognises at the start a database that was restored from a dump into another PostgreSQL server,
 * and has the numbers of a {@link CommitCursor} go on there. They are PostgreSQL's own transaction
 * numbers, which that server counts from the start: new rows would come before the restored ones,
 * and no reader would see either.
 */
@ApplicationScoped
class RestoredNumbers {
  /** Before anything is written. */
  private static final int FIRST = 0;

  private static final Logger LOG = Logger.getLogger(RestoredNumbers.class);
  private static final String CONTINUE = "select continue_numbers() as restored";

  private final Pool pool;

  RestoredNumbers(Pool pool) {
    this.pool = pool;
  }

  void start(@Observes @Priority(FIRST) StartupEvent starting) throws Throwable {
    boolean restored =
        VertxContextSupport.subscribeAndAwait(
            () ->
                pool.query(CONTINUE)
                    .execute()
                    .map(rows -> rows.iterator().next().getBoolean("restored")));
    if (restored) {
      LOG.warn("the database was restored from a dump: readers' cursors continue after its rows");
    }
  }
}
