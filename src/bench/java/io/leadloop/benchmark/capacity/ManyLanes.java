package io.leadloop.benchmark.capacity;

import io.leadloop.benchmark.load.QueuedLeads;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.MemoryWatch;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One gateway with very many lanes: without a lead, with many parked behind a quota of one request
 * a minute, and with quota for all of them.
 *
 * @param parked leads, in all lanes
 * @param parkedBytes what the database takes on disk with them
 * @param emptyStart seconds until a gateway listened whose database was empty
 * @param fullStart the same on all these lanes and leads
 */
public record ManyLanes(
    int lanes,
    long parked,
    long parkedBytes,
    Watched idle,
    Watched behindQuotas,
    Watched draining,
    double idleMiB,
    double mostMiB,
    double emptyStart,
    double fullStart) {
  static final int LEADS_OF_A_LANE = 100;
  private static final int NO_LIMIT = 100_000_000;

  /** The gateway's compiler is busy with its start for as long. */
  private static final Duration SETTLING = Duration.ofSeconds(90);

  private static final Duration WATCHED = Duration.ofMinutes(1);

  /** The first window begins with a burst of one lead of each lane. */
  private static final Duration FIRST_WINDOW = Duration.ofSeconds(90);

  public static ManyLanes run(Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    SimulatedOplead oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(1_000)
                .quota(NO_LIMIT)
                .statusDelay(Duration.ofDays(1))
                .build());
    Target target =
        stage.open(
            "capacity",
            database -> Seed.into(database, stage.vault(), oplead, settings.customers(), 1));
    try (MemoryWatch memory = MemoryWatch.of(target.gateway())) {
      return measure(stage, settings, target, memory);
    }
  }

  private static ManyLanes measure(
      Stage stage, BenchmarkSettings settings, Target target, MemoryWatch memory)
      throws InterruptedException, SQLException {
    Thread.sleep(SETTLING.toMillis());
    Watched idle = watch("No lead", stage, settings, target);
    double idleMiB = memory.maxMiB();
    QueuedLeads.fill(target, stage.vault(), LEADS_OF_A_LANE);
    long bytes = target.database().bytes();
    target.openLanes();
    Thread.sleep(FIRST_WINDOW.toMillis());
    Watched behindQuotas = watch("Behind their quotas", stage, settings, target);
    allowAll(target);
    Watched draining = watch("With quota for all", stage, settings, target);
    target.shutLanes();
    double mostMiB = memory.maxMiB();
    target.close();
    try (Target again = stage.reopen(target)) {
      return new ManyLanes(
          settings.customers(),
          (long) settings.customers() * LEADS_OF_A_LANE,
          bytes,
          idle,
          behindQuotas,
          draining,
          idleMiB,
          mostMiB,
          target.gateway().startSeconds(),
          again.gateway().startSeconds());
    }
  }

  private static Watched watch(String what, Stage stage, BenchmarkSettings settings, Target target)
      throws InterruptedException, SQLException {
    return Watched.run(what, WATCHED, stage.servers(), target, settings);
  }

  private static void allowAll(Target target) throws SQLException {
    try (Connection connection = target.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("update customer set requests_per_minute = " + 10 * LEADS_OF_A_LANE);
    }
  }
}
