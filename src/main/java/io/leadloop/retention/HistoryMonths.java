package io.leadloop.retention;

import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.leadloop.tally.Tallies;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Opens the monthly partitions of history ahead of time, and drops those that ended longer ago than
 * history is kept, and the figures of those months. May run on any number of replicas. Each
 * partition has a transaction of its own, which waits for locks for half a second at most; one that
 * cannot have them fails the round, which is tried again soon.
 */
@ApplicationScoped
class HistoryMonths {
  private static final Logger LOG = Logger.getLogger(HistoryMonths.class);
  private static final int MONTHS_AHEAD = 3;
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private static final String OPEN = "select open_next_month($1) as partition";
  private static final String DROP = "select drop_next_month($1 * interval '1 ms') as partition";
  private static final String OUTSIDE = "select tables_outside() as name";

  private final Pool pool;
  private final Tallies tallies;
  private final RetentionConfig config;

  HistoryMonths(Pool pool, Tallies tallies, RetentionConfig config) {
    this.pool = pool;
    this.tallies = tallies;
    this.config = config;
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("history by month", this::round, AFTER_FAILURE);
  }

  /** Opens and drops due months; returns the delay until the next round. */
  Uni<Duration> round() {
    return partitions(OPEN, Tuple.of(MONTHS_AHEAD), "opened")
        .chain(this::drop)
        .chain(this::warnOfRowsOutside)
        .replaceWith(config.interval());
  }

  private Uni<Void> drop() {
    Long kept = config.history().map(Duration::toMillis).orElse(null);
    return partitions(DROP, Tuple.of(kept), "dropped")
        .chain(
            () ->
                config.history().map(tallies::forget).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Calls the function until it returns none; another replica may be at it as well. */
  private Uni<Void> partitions(String call, Tuple parameters, String done) {
    return Multi.createBy()
        .repeating()
        .uni(() -> pool.preparedQuery(call).execute(parameters).map(HistoryMonths::partition))
        .whilst(Optional::isPresent)
        .invoke(name -> name.ifPresent(n -> LOG.infof("history %s partition=%s", done, n)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Optional<String> partition(RowSet<Row> rows) {
    return Optional.ofNullable(rows.iterator().next().getString("partition"));
  }

  private Uni<Void> warnOfRowsOutside() {
    return pool.query(OUTSIDE)
        .execute()
        .map(rows -> Batch.list(rows, row -> row.getString("name")))
        .invoke(HistoryMonths::warn)
        .replaceWithVoid();
  }

  private static void warn(List<String> tables) {
    if (!tables.isEmpty()) {
      LOG.warnf("rows outside of all months, never dropped: is a clock wrong? tables=%s", tables);
    }
  }
}
