package io.leadloop.benchmark;

import io.leadloop.benchmark.load.QueuedLeads;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.simulator.SimulatorSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What lanes cost that wait for their quota: each may send one lead a minute, and has many.
 *
 * @param leadsPerLane parked in each
 * @param transactionsPerSecond of all that the gateway did in its database
 * @param gatewayShare of one core
 * @param postgreSqlShare of one core
 */
record Parked(
    int leadsPerLane, double transactionsPerSecond, double gatewayShare, double postgreSqlShare) {
  private static final Duration SETTLING = Duration.ofSeconds(20);

  static Parked run(Stage stage, BenchmarkSettings settings, int leadsPerLane)
      throws InterruptedException, SQLException {
    var oplead = stage.startOplead(SimulatorSettings.builder().memory(1_000).build());
    try (Target target =
        stage.open(
            "parked" + leadsPerLane,
            database -> Seed.into(database, stage.vault(), oplead, settings.lanes(), 1))) {
      QueuedLeads.fill(target, stage.vault(), leadsPerLane);
      target.openLanes();
      Thread.sleep(SETTLING.toMillis());
      return measure(stage, target, leadsPerLane);
    }
  }

  private static Parked measure(Stage stage, Target target, int leadsPerLane)
      throws InterruptedException, SQLException {
    Duration watched = Duration.ofMinutes(1);
    CpuUse before = CpuUse.now(stage.servers(), target);
    long transactions = transactions(target);
    Thread.sleep(watched.toMillis());
    long more = transactions(target) - transactions;
    CpuUse cpu = CpuUse.now(stage.servers(), target).minus(before);
    double seconds = watched.toSeconds();
    Parked parked =
        new Parked(
            leadsPerLane, more / seconds, cpu.gateway() / seconds, cpu.postgreSql() / seconds);
    Progress.say(
        "%,d leads parked in each lane: %.1f transactions/s, gateway %.1f %%, PostgreSQL %.1f %% of"
            + " a core",
        leadsPerLane,
        parked.transactionsPerSecond,
        100 * parked.gatewayShare,
        100 * parked.postgreSqlShare);
    return parked;
  }

  private static long transactions(Target target) throws SQLException {
    try (Connection connection = target.database().connect();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select xact_commit from pg_stat_database where datname = current_database()")) {
      count.next();
      return count.getLong(1);
    }
  }
}
