package io.leadloop.lane.dispatch;

import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lane.LaneWork;
import io.leadloop.schedule.PeriodicTask;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Wakes a lane whose next time is later than its work is due, which no bug must make of it; and
 * ends single calls whose replica died, which nothing else looks after.
 */
@ApplicationScoped
class LaneSafetyNet {
  private static final Logger LOG = Logger.getLogger(LaneSafetyNet.class);

  /** Not those that are polled soon anyway, as they are while there is no room for documents. */
  private static final String WAKE_OVERSLEPT =
      """
      update lane l set next_at = now()
      where state = 'open' and opens_at <= now() and next_at > now() + interval '1 second'
        and (%s)
      """;

  private static final String ABANDONED =
      "select count(*) from abandon_requests(array['call'], 1000, $1 * interval '1 ms')";

  private final Pool pool;
  private final CallConfig config;
  private final long windowMillis;
  private final String wakeOverslept;

  LaneSafetyNet(Pool pool, @All List<LaneWork> kinds, CallConfig config, LaneConfig lane) {
    this.pool = pool;
    this.config = config;
    this.windowMillis = lane.window().toMillis();
    this.wakeOverslept = wakeOverslept(kinds.stream().map(LaneWork::isDue).toList());
  }

  private static String wakeOverslept(List<String> due) {
    return WAKE_OVERSLEPT.formatted(String.join("\n    or ", due));
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("wake lanes", this::wake, config.sweepInterval());
  }

  private Uni<Duration> wake() {
    return pool.preparedQuery(ABANDONED)
        .execute(Tuple.of(windowMillis))
        .chain(() -> pool.query(wakeOverslept).execute())
        .invoke(rows -> logged(rows.rowCount()))
        .replaceWith(config.netInterval());
  }

  private static void logged(int lanes) {
    if (lanes > 0) {
      LOG.infof("lanes woken by safety net lanes=%d", lanes);
    }
  }
}
