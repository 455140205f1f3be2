package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Database;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.StatementCounts;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a lead costs, and how long it waits, where hardly anything is going on: the whole loop over
 * so many lanes that none comes near its quota, at rates at which a batch seldom holds two leads.
 *
 * @param light a few hundred leads a second
 * @param thin a few dozen
 * @param idlePerSecond the cost of a second without any
 * @param idleCounts the statements of that many idle seconds
 * @param idleSeconds their number
 */
public record LightLoad(
    SteadyLoad light,
    SteadyLoad thin,
    CpuUse idlePerSecond,
    StatementCounts idleCounts,
    double idleSeconds) {
  static final int LANES = 400;
  static final int REQUESTS_PER_MINUTE = 100;
  private static final int LIGHT = 300;
  private static final int THIN = 30;

  /** As close to the light load as the quotas allow, and still over within about a minute. */
  private static final int WARM_UP = 400;

  /** How many times longer than other loads: the thin one has few leads. */
  private static final int LONGER = 3;

  private static final Duration SETTLING = Duration.ofSeconds(5);

  public static LightLoad run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Duration load = settings.load().multipliedBy(LONGER);
    SimulatedOplead oplead = startOplead(stage, load);
    try (Target target =
            stage.open(
                "light",
                database ->
                    Seed.into(database, stage.vault(), oplead, LANES, REQUESTS_PER_MINUTE));
        TopicWatch watch = TopicWatch.of(target, stage.servers().kafkaClient())) {
      LoopRun run = new LoopRun(generator, stage.servers(), target, watch);
      TimedLeads leads = new TimedLeads(target, LANES);
      Progress.say("Warming up the light load with %,d leads", settings.burst());
      run.submit(leads::submit, WARM_UP, Duration.ofMillis(1_000L * settings.burst() / WARM_UP));
      leads.clear();
      Thread.sleep(SETTLING.toMillis());
      return measure(run, leads, oplead, settings);
    }
  }

  /** It remembers each request of a load, and calls each lead back once, at once. */
  private static SimulatedOplead startOplead(Stage stage, Duration load) {
    return stage.startOplead(
        SimulatorSettings.builder()
            .memory((int) (LIGHT * load.toSeconds()) + 1_000)
            .statuses("Nouveau")
            .statusDelay(Duration.ZERO)
            .build());
  }

  private static LightLoad measure(
      LoopRun run, TimedLeads leads, SimulatedOplead oplead, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    SteadyLoad light = steady(run, leads, oplead, LIGHT, settings);
    SteadyLoad thin = steady(run, leads, oplead, THIN, settings);
    Thread.sleep(SETTLING.toMillis());
    Database database = run.target().database();
    StatementCounts counts = StatementCounts.start(database, settings);
    CpuUse before = run.now();
    long start = System.nanoTime();
    Thread.sleep(settings.load().toMillis());
    double seconds = (System.nanoTime() - start) / 1e9;
    CpuUse idle = run.since(before).dividedBy(seconds);
    Progress.say("Idle: %.1f ms of processor time a second", 1e3 * idle.servers());
    return new LightLoad(light, thin, idle, counts.until(database, settings), seconds);
  }

  private static SteadyLoad steady(
      LoopRun run,
      TimedLeads leads,
      SimulatedOplead oplead,
      double perSecond,
      BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Duration duration = settings.load().multipliedBy(LONGER);
    Database database = run.target().database();
    StatementCounts counts = StatementCounts.start(database, settings);
    CpuUse before = run.now();
    long start = System.nanoTime();
    Histogram answers = run.submit(leads::submit, perSecond, duration);
    CpuUse cpu = run.since(before);
    double seconds = (System.nanoTime() - start) / 1e9;
    SteadyLoad load =
        new SteadyLoad(
            perSecond,
            answers.getTotalCount(),
            cpu,
            seconds,
            Latency.of(answers),
            Latency.of(leads.waits(oplead.ledger())),
            counts.until(database, settings));
    Progress.say(
        "%,.0f leads a second: %,.0f us of processor time each; from accepted to sent %s",
        perSecond, load.micros(), load.sent());
    return load;
  }
}
