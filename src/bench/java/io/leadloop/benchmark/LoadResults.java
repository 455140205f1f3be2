package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.MemoryWatch;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import java.sql.SQLException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What intake does under every load there is, on an empty database at the start; alone, and for the
 * soak with everything that follows from it.
 *
 * @param halfLoad the rate of the open load, and of the soak
 * @param latencies of the open load, in microseconds
 * @param echoes latencies of echoes at the same rate, in microseconds
 * @param maxMib the most memory that the gateway had resident in all of it
 */
record LoadResults(
    Comparison comparison,
    Connections connections,
    double halfLoad,
    Histogram latencies,
    Histogram echoes,
    Soak soak,
    double maxMib) {
  private static final int OPEN_LOADS = 3;
  private static final int WARM_UP_OF_SOAK = 5;

  static LoadResults of(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    try (Target target = stage.open("main");
        MemoryWatch memory = MemoryWatch.of(target.gateway())) {
      target.shutLanes();
      Comparison comparison = Comparison.run(generator, target, settings);
      Connections connections = Connections.run(generator, target, settings);
      double halfLoad = comparison.submit().perSecond() / 2;
      Duration open = settings.load().multipliedBy(OPEN_LOADS);
      Histogram latencies = openLoad(generator, target, halfLoad, open);
      Progress.say("Echoes at that rate for %s", open);
      Histogram echoes = generator.echoAt(target, halfLoad, open);
      target.openLanes();
      warmUp(generator, target, halfLoad, settings.soak().dividedBy(WARM_UP_OF_SOAK));
      Soak soak = Soak.run(generator, target, halfLoad, settings.soak());
      return new LoadResults(
          comparison, connections, halfLoad, latencies, echoes, soak, memory.maxMiB());
    }
  }

  /** Until now nothing was forwarded or called back, and that code is cold. */
  private static void warmUp(
      Generator generator, Target target, double perSecond, Duration duration) {
    Progress.say("Warming up with open lanes for %s", duration);
    generator.submitAt(target, perSecond, duration);
  }

  private static Histogram openLoad(
      Generator generator, Target target, double perSecond, Duration duration) {
    Progress.say("Open load of %,.0f/s for %s", perSecond, duration);
    Histogram latencies = generator.submitAt(target, perSecond, duration);
    Progress.say("99 %% were answered within %.1f ms", latencies.getValueAtPercentile(99) / 1e3);
    return latencies;
  }
}
