package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Servers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What endpoints cost that have nothing to receive: of one core, beyond what the same gateway costs
 * without them, before and after.
 */
record IdleEndpoints(double gatewayShare, double postgreSqlShare) {
  static final int ENDPOINTS = 1_000;
  private static final int OF_A_PROVIDER = 2;
  private static final int EVENTS_OF_A_PROVIDER = 20;

  /** New endpoints are looked at more often at first. */
  private static final Duration SETTLING = Duration.ofSeconds(25);

  /** Everything that is done at intervals is done in it. */
  private static final Duration WATCHED = Duration.ofMinutes(1);

  static IdleEndpoints measure(PushRun run, Servers servers)
      throws InterruptedException, SQLException {
    List<UUID> providers =
        StoredEvents.ofProviders(run.target(), ENDPOINTS / OF_A_PROVIDER, EVENTS_OF_A_PROVIDER);
    CpuUse before = watch(run, servers);
    for (UUID provider : providers) {
      run.endpoints()
          .addFromNow(provider, run.receiver().prompt(), OF_A_PROVIDER, Endpoints.IN_FLIGHT);
    }
    CpuUse with = watch(run, servers);
    run.endpoints().removeAll();
    CpuUse without = before.plus(watch(run, servers)).dividedBy(2);
    CpuUse more = with.minus(without).dividedBy(WATCHED.toSeconds());
    IdleEndpoints idle = new IdleEndpoints(more.gateway(), more.postgreSql());
    Progress.say(
        "%,d idle endpoints: gateway %.2f %%, PostgreSQL %.2f %% of a core",
        ENDPOINTS, 100 * idle.gatewayShare, 100 * idle.postgreSqlShare);
    return idle;
  }

  private static CpuUse watch(PushRun run, Servers servers) throws InterruptedException {
    Thread.sleep(SETTLING.toMillis());
    CpuUse before = CpuUse.now(servers, run.target());
    Thread.sleep(WATCHED.toMillis());
    return CpuUse.now(servers, run.target()).minus(before);
  }

  double share() {
    return gatewayShare + postgreSqlShare;
  }
}
