package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Rounds;
import io.leadloop.benchmark.load.Throughput;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares intake with an echo on the same server: the loads alternate, so that other activity on
 * the machine affects all of them, and the median round counts.
 *
 * @param stream empty if the gateway does not accept NDJSON
 */
record Comparison(Throughput echo, Throughput submit, Optional<Throughput> stream) {
  static Comparison run(Generator generator, Target target, BenchmarkSettings settings) {
    Duration load = settings.load();
    Rounds echo = new Rounds("Echo", () -> generator.echo(target, load));
    Rounds submit = new Rounds("Leads one by one", () -> generator.submit(target, load));
    Optional<Rounds> stream =
        generator.mayStream(target)
            ? Optional.of(new Rounds("Leads streamed", () -> generator.stream(target, load)))
            : Optional.empty();
    if (stream.isEmpty()) {
      Progress.say("Leads streamed: not served (415)");
    }
    List<Rounds> loads = Stream.concat(Stream.of(echo, submit), stream.stream()).toList();
    loads.forEach(Rounds::warmUp);
    for (int round = 0; round < settings.rounds(); round++) {
      loads.forEach(Rounds::run);
    }
    return new Comparison(echo.median(), submit.median(), stream.map(Rounds::median));
  }

  double submitRatio() {
    return submit.perSecond() / echo.perSecond();
  }

  Optional<Double> streamRatio() {
    return stream.map(streamed -> streamed.perSecond() / echo.perSecond());
  }
}
