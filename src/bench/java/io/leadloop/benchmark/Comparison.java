package io.leadloop.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Intake beside the echo of the same server: the loads take turns, so that what else the machine
 * does meets all of them, and the median round counts.
 *
 * @param stream empty where the gateway takes no NDJSON
 */
record Comparison(Throughput echo, Throughput submit, Optional<Throughput> stream) {
  static Comparison run(Generator generator, Target target, BenchmarkSettings settings) {
    boolean mayStream = generator.mayStream(target);
    Progress.say(mayStream ? "Warming up" : "Warming up; NDJSON is not served (415)");
    Duration load = settings.load();
    List<Throughput> echo = new ArrayList<>();
    List<Throughput> submit = new ArrayList<>();
    List<Throughput> stream = new ArrayList<>();
    // Round 0 warms up.
    for (int round = 0; round <= settings.rounds(); round++) {
      echo.add(told(round, "echo", generator.echo(target, load)));
      submit.add(told(round, "leads one by one", generator.submit(target, load)));
      if (mayStream) {
        stream.add(told(round, "leads streamed", generator.stream(target, load)));
      }
    }
    return new Comparison(
        medianOf(echo),
        medianOf(submit),
        mayStream ? Optional.of(medianOf(stream)) : Optional.empty());
  }

  double submitRatio() {
    return submit.perSecond() / echo.perSecond();
  }

  Optional<Double> streamRatio() {
    return stream.map(streamed -> streamed.perSecond() / echo.perSecond());
  }

  private static Throughput medianOf(List<Throughput> rounds) {
    return Throughput.median(rounds.subList(1, rounds.size()));
  }

  private static Throughput told(int round, String load, Throughput achieved) {
    Progress.say(
        "%s: %,.0f/s %s (processor time per answer: gateway %.0f us, PostgreSQL %.0f us; the"
            + " generator has %.0f %% of all)",
        round == 0 ? "Warm-up" : "Round " + round,
        achieved.perSecond(),
        load,
        achieved.gatewayMicros(),
        achieved.postgreSqlMicros(),
        100 * achieved.generatorShare());
    return achieved;
  }
}
