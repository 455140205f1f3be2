package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.QueuedLeads;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.Throughput;
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
 * How fast leads go from the queue to forwarded where no quota binds: they wait when the lanes are
 * opened, and the last half of them counts, when the gateway is warm.
 *
 * @param perSecond leads
 * @param cpu of the half that counts
 * @param leads how many count
 * @param echo of the same gateway, after them
 */
record Drain(double perSecond, CpuUse cpu, long leads, Throughput echo) {
  private static final int NO_LIMIT = 100_000_000;

  static Drain run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    var oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(1_000)
                .quota(NO_LIMIT)
                .statusDelay(Duration.ofDays(1))
                .build());
    try (Target target =
        stage.open(
            "drain",
            database -> Seed.into(database, stage.vault(), oplead, Seed.CUSTOMERS, NO_LIMIT))) {
      QueuedLeads.fill(target, stage.vault(), settings.queue() / Seed.CUSTOMERS);
      target.openLanes();
      return measure(generator, stage, target, settings);
    }
  }

  private static Drain measure(
      Generator generator, Stage stage, Target target, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    long leads = settings.queue();
    long first = await(target, leads / 2);
    CpuUse before = CpuUse.now(stage.servers(), target);
    long start = System.nanoTime();
    long last = await(target, leads);
    double seconds = (System.nanoTime() - start) / 1e9;
    CpuUse cpu = CpuUse.now(stage.servers(), target).minus(before);
    double perSecond = (last - first) / seconds;
    Progress.say("Forwarded %,.0f leads a second", perSecond);
    return new Drain(perSecond, cpu, last - first, Rounds.echo(generator, target, settings));
  }

  private static long await(Target target, long leads) throws InterruptedException, SQLException {
    long forwarded = 0;
    try (Connection connection = target.database().connect();
        Statement statement = connection.createStatement()) {
      while (forwarded < leads) {
        // Seldom: to count them costs the database as much as to forward many.
        Thread.sleep(1_000);
        try (ResultSet count =
            statement.executeQuery(
                "select count(*) from lead_progress where state = 'forwarded'")) {
          count.next();
          forwarded = count.getLong(1);
        }
      }
    }
    return forwarded;
  }

  /** Processor time for one lead, in microseconds, of a part of what was spent. */
  double micros(double seconds) {
    return seconds * 1e6 / leads;
  }
}
