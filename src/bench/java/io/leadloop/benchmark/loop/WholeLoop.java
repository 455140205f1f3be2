package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.EchoCost;
import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The whole loop with everything on this machine: a lead is posted, forwarded, called back once,
 * and both events of it are on the provider's topic. The store is new and the gateway has just been
 * started, so the first bursts show what an installation's first leads cost.
 *
 * @param bursts in their order; one of the last three counts
 * @param echo of the same gateway, after the bursts
 * @param steady the rate at which the stages were timed
 */
public record WholeLoop(
    List<Burst> bursts, Throughput echo, double steady, Stages stages, TallyCost tallies) {
  private static final int NO_LIMIT = 100_000_000;

  /** Until the compiler has seen enough of all that takes part. */
  private static final int WARM_UPS = 4;

  private static final int COUNTED = 3;

  public static WholeLoop run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    SimulatedOplead oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(1_000)
                .quota(NO_LIMIT)
                .statuses("Nouveau")
                .statusDelay(Duration.ZERO)
                .build());
    try (Target target =
            stage.open(
                "loop",
                database -> Seed.into(database, stage.vault(), oplead, Seed.CUSTOMERS, NO_LIMIT));
        TopicWatch watch = TopicWatch.of(target, stage.servers().kafkaClient())) {
      return measure(new LoopRun(generator, stage.servers(), target, watch), settings);
    }
  }

  private static WholeLoop measure(LoopRun run, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    List<Burst> bursts = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + COUNTED; i++) {
      bursts.add(run.burst(settings.burst()));
    }
    Throughput echo = Rounds.echo(run.generator(), run.target(), settings);
    double steady = counting(bursts).perSecond() / 2;
    return new WholeLoop(
        List.copyOf(bursts),
        echo,
        steady,
        Stages.measure(run, steady, settings.load()),
        TallyCost.measure(run, settings.burst()));
  }

  /** The burst that counts. */
  Burst burst() {
    return counting(bursts);
  }

  /** Of the last three the one between the others in cost: a checkpoint meets one of them. */
  private static Burst counting(List<Burst> bursts) {
    return bursts.subList(WARM_UPS, WARM_UPS + COUNTED).stream()
        .sorted(Comparator.comparingDouble(Burst::micros))
        .toList()
        .get(COUNTED / 2);
  }

  EchoCost cost() {
    return EchoCost.of(burst().cpu(), burst().leads(), echo);
  }

  /** Leads a second, in echoes a second. */
  double rateRatio() {
    return burst().perSecond() / echo.perSecond();
  }

  /** The median of all bursts: few hold the whole pages that follow a checkpoint. */
  double walBytesPerLead() {
    return bursts.stream().map(Burst::walBytesPerLead).sorted().toList().get(bursts.size() / 2);
  }

  /** The first burst's rate on the new store, as a part of the fourth's. */
  double firstBurstRatio() {
    return bursts.get(0).perSecond() / bursts.get(3).perSecond();
  }

  /** The leads of the first two bursts. */
  Burst firstLeads() {
    return bursts.get(0).plus(bursts.get(1));
  }

  /** The leads of the two bursts after those. */
  Burst nextLeads() {
    return bursts.get(2).plus(bursts.get(3));
  }
}
