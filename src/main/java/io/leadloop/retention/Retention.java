package io.leadloop.retention;

import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.leadloop.store.IdTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Erases leads whose retention has ended. It walks through the leads by id, that is by age, in
 * pages, and then starts over. It needs no index, is idempotent, and may run on any number of
 * replicas.
 */
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int LEADS_AT_ONCE = 2_000;
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** Reads a page of leads, and returns the due ones and the end of the page. */
  static final String NEXT =
      """
      with walked as (
        select id, erased_at is null and updated_at < now() - $2 * interval '1 ms' as due
        from lead_view where id > $1 and id < $4 order by id limit $3
      )
      select id, due from walked order by id
      """;

  private final Pool pool;
  private final Erasure erasure;
  private final RetentionConfig config;
  private final Clock clock;
  private UUID walkedTo = BEFORE_ALL;

  Retention(Pool pool, Erasure erasure, RetentionConfig config, Clock clock) {
    this.pool = pool;
    this.erasure = erasure;
    this.config = config;
    this.clock = clock;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("erase leads", this::round, AFTER_FAILURE);
  }

  /** Erases the due leads of the next page; returns the delay until the next round. */
  Uni<Duration> round() {
    return pool.withTransaction(this::eraseNext)
        .map(walked -> walked < LEADS_AT_ONCE ? config.interval() : Duration.ZERO);
  }

  /** Returns the number of leads read. */
  private Uni<Integer> eraseNext(SqlClient tx) {
    return tx.preparedQuery(NEXT)
        .execute(Tuple.of(walkedTo, config.eraseAfter().toMillis(), LEADS_AT_ONCE, madeBefore()))
        .map(rows -> Batch.list(rows, row -> row))
        .chain(
            rows ->
                erasure
                    .erase(tx, due(rows))
                    .invoke(Retention::logErased)
                    .invoke(() -> walkedTo = end(rows))
                    .replaceWith(rows.size()));
  }

  /** An upper bound of the ids old enough for erasure. */
  private UUID madeBefore() {
    return IdTimes.first(clock.instant().minus(config.eraseAfter()));
  }

  private static List<UUID> due(List<Row> rows) {
    return rows.stream().filter(r -> r.getBoolean("due")).map(r -> r.getUUID("id")).toList();
  }

  private static UUID end(List<Row> rows) {
    return rows.size() < LEADS_AT_ONCE ? BEFORE_ALL : rows.get(rows.size() - 1).getUUID("id");
  }

  private static void logErased(int erased) {
    if (erased > 0) {
      LOG.infof("leads erased leads=%d", erased);
    }
  }
}
